"""The definitions that ship with the project: needs, criteria, sets, attributes, profiles, examples."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from selection.catalogue.files import load
from selection.errors import NotFound
from selection.model.base import Entry
from selection.model.criteria import CriteriaLibrary, CriteriaSet, Criterion, Group
from selection.model.goals import MeasureLibrary
from selection.model.needs import NeedLibrary
from selection.model.profiles import Attribute, AttributeList, IntegratorProfile, PlatformProfile
from selection.model.readiness import ReadinessLibrary
from selection.model.risks import RiskLibrary

M = TypeVar("M", bound=Entry)

_PACKAGE = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    """Find the shipped data: beside the code in an installed wheel, at the top of a checkout otherwise."""
    installed = _PACKAGE / "data"
    return installed if installed.is_dir() else _PACKAGE.parent


@dataclass(frozen=True)
class Library:
    """A folder of definitions, read as they are asked for."""

    folder: Path

    @cached_property
    def needs(self) -> NeedLibrary:
        """The need library."""
        return load(self.folder / "criteria" / "needs.yaml", NeedLibrary)

    @cached_property
    def criteria_libraries(self) -> tuple[CriteriaLibrary, ...]:
        """The criteria of platforms and of integrators."""
        names = ("platform.yaml", "integrator.yaml")
        return tuple(load(self.folder / "criteria" / name, CriteriaLibrary) for name in names)

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria."""
        return tuple(criterion for library in self.criteria_libraries for criterion in library.criteria)

    @property
    def groups(self) -> tuple[Group, ...]:
        """All groups of criteria, each once."""
        found = {group.id: group for library in self.criteria_libraries for group in library.groups}
        return tuple(found.values())

    @cached_property
    def attributes(self) -> tuple[Attribute, ...]:
        """What facts may be about."""
        return load(self.folder / "vendor_profiles" / "attributes.yaml", AttributeList).attributes

    @cached_property
    def measures(self) -> MeasureLibrary:
        """The success measures to pick from."""
        return load(self.folder / "criteria" / "metrics.yaml", MeasureLibrary)

    @cached_property
    def readiness(self) -> ReadinessLibrary:
        """What readiness is asked by."""
        return load(self.folder / "criteria" / "readiness.yaml", ReadinessLibrary)

    @cached_property
    def risks(self) -> RiskLibrary:
        """The known risks, and the claims that are contested."""
        return load(self.folder / "criteria" / "risks.yaml", RiskLibrary)

    def criteria_set(self, name: str) -> CriteriaSet:
        """Read one criteria set.

        Raises
        ------
        NotFound
            If there is no such set.
        """
        return self._one("criteria/sets", name, CriteriaSet)

    def platform(self, name: str) -> PlatformProfile:
        """Read one product's profile.

        Raises
        ------
        NotFound
            If there is no such profile.
        """
        return self._one("vendor_profiles/platforms", name, PlatformProfile)

    def integrator(self, name: str) -> IntegratorProfile:
        """Read one firm's profile.

        Raises
        ------
        NotFound
            If there is no such profile.
        """
        return self._one("vendor_profiles/integrators", name, IntegratorProfile)

    @cached_property
    def criteria_sets(self) -> tuple[CriteriaSet, ...]:
        """All criteria sets."""
        return tuple(self.criteria_set(name) for name in self.names("criteria/sets"))

    @cached_property
    def platforms(self) -> tuple[PlatformProfile, ...]:
        """All product profiles."""
        return tuple(self.platform(name) for name in self.names("vendor_profiles/platforms"))

    @cached_property
    def integrators(self) -> tuple[IntegratorProfile, ...]:
        """All firms' profiles."""
        return tuple(self.integrator(name) for name in self.names("vendor_profiles/integrators"))

    def examples(self) -> tuple[Path, ...]:
        """List the decision files that can be opened to see how it is done."""
        return tuple(sorted((self.folder / "examples").glob("*.yaml")))

    def names(self, folder: str) -> tuple[str, ...]:
        """List the definitions in one of the library's folders by id, which is their file's name."""
        return tuple(sorted(path.stem for path in (self.folder / folder).glob("*.yaml")))

    def _one(self, folder: str, name: str, model: type[M]) -> M:
        allowed = self.names(folder)
        if name not in allowed:
            raise NotFound("unknown_definition", f"{folder}/{name}.yaml", found=name, allowed=list(allowed))
        return load(self.folder / folder / f"{name}.yaml", model)


def shipped() -> Library:
    """Give the library that comes with the project."""
    return Library(data_folder())
