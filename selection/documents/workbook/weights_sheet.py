"""The weights: points or an order at every node as they were given, and the weight of every criterion."""

from collections.abc import Mapping, Sequence

from selection.analysis.elicited import elicit
from selection.analysis.foundation import Kind
from selection.documents.workbook.material import KINDS
from selection.documents.workbook.paper import Sheet, a1
from selection.documents.workbook.work import Work, block_title, headed
from selection.model.consistency import children_of
from selection.model.criteria import SIDES, Branch
from selection.model.price_rules import weightless
from selection.model.weights import NodeWeights
from selection.words.terms import side_word

FIRST = 4
NODE, NAME, METHOD, POINTS, PLACE, WEIGHT = range(6)
SIDE, GROUP, COST, OF_SIDE, OF_GROUP, OF_NODE, WITHIN_SIDE, OVERALL, ALONE = range(2, 11)


def write_weights(work: Work) -> None:
    """Write what was decided at every node, and the product along every path."""
    _, sheet = work.words, work.sheet("weights")
    headed(
        work, sheet, _("How much every criterion weighs. Shaded cells may be changed: points, or an order.")
    )
    sheet.widths(12, 36, 18, 12, 12, 12, 12, 12, 12, 12, 12)
    row = FIRST
    for node, children in children_of(work.material.decision).items():
        if children:
            row = _write_node(work, sheet, row, node, children) + 1
    last = _write_leaves(work, sheet, row + 1)
    _write_shares(work, sheet, last + 2)
    sheet.freeze(FIRST, 2, ALONE)


def _write_node(work: Work, sheet: Sheet, row: int, node: str, children: Sequence[str]) -> int:
    _, stated = work.words, work.material.decision.weights.get(node)
    sheet.text(row, NODE, node_title(work, node), "section")
    sheet.heads(
        row + 1, [_("Id"), _("Weighed against each other"), _("Method"), _("Points"), _("Place"), _("Weight")]
    )
    method = "undecided" if stated is None else "order" if stated.method == "rank_order" else "points"
    apart = weightless(work.material.decision)
    carrying = tuple(child for child in children if (node, child) not in apart) or tuple(children)
    first, last = row + 2, row + 1 + len(carrying)
    sheet.text(first, METHOD, work.codes.method(method), "input")
    sheet.note(("method", node), first, METHOD)
    sheet.choices((first, METHOD), (first, METHOD), "MethodWords")
    weights = work.material.evaluation.nodes[node]
    for at, child in enumerate(carrying, start=first):
        sheet.text(at, NODE, child, "line")
        sheet.text(at, NAME, child_name(work, child))
        _write_entry(sheet, at, node, child, _among(carrying, children, stated))
        sheet.formula(at, WEIGHT, _weight_formula(at, first, last), weights[child], "value")
        sheet.note(("weight", node, child), at, WEIGHT)
    sheet.between((first, POINTS), (last, POINTS), 0, 1e6)
    sheet.between((first, PLACE), (last, PLACE), 1, len(carrying))
    out = [child for child in children if child not in carrying]
    for at, child in enumerate(out, start=last + 1):
        _write_weightless(work, sheet, at, node, child)
    return last + len(out)


def _among(
    carrying: Sequence[str], children: Sequence[str], stated: NodeWeights | None
) -> NodeWeights | None:
    """Leave out of an order what carries no weight, so that the places of the rest follow each other."""
    if stated is None:
        return None
    if stated.method not in ("points", "rank_order"):
        # What was found out by comparing can't be calculated in a cell: what it came to stands as points.
        found = elicit(stated, children).by_child
        return NodeWeights(points={name: 100 * found[name] for name in carrying})
    return stated.model_copy(update={"order": tuple(name for name in stated.order if name in carrying)})


def _write_weightless(work: Work, sheet: Sheet, row: int, node: str, child: str) -> None:
    """Write cost below the others of its node: beside a price formula or sealed prices it weighs nothing."""
    sheet.text(row, NODE, child, "line")
    sheet.text(row, NAME, child_name(work, child))
    sheet.text(row, METHOD, work.words("carries no weight"), "word")
    sheet.formula(row, WEIGHT, "=0", 0.0, "value")
    sheet.note(("weight", node, child), row, WEIGHT)


def _write_entry(sheet: Sheet, row: int, node: str, child: str, stated: NodeWeights | None) -> None:
    points = stated.points.get(child) if stated and stated.method == "points" else None
    place = stated.order.index(child) + 1 if stated and stated.method == "rank_order" else None
    sheet.put(row, POINTS, points)
    sheet.put(row, PLACE, place)
    sheet.note(("points", node, child), row, POINTS)
    sheet.note(("place", node, child), row, PLACE)


def _weight_formula(row: int, first: int, last: int) -> str:
    """Share out points, or give rank order centroid weights; what is not decided is shared evenly.

    The sum over places from this one on of 1 ÷ place is taken over the places that stand in the column.
    """
    count = last - first + 1
    points, places = (
        f"{a1(first, at)}:{a1(last, at)}".replace(a1(first, at), f"${a1(first, at)}")
        for at in (POINTS, PLACE)
    )
    method, place = f"${a1(first, METHOD)}", a1(row, PLACE)
    by_points = f"IF(SUM({points})>0,{a1(row, POINTS)}/SUM({points}),1/{count})"
    centroid = f"SUMPRODUCT(({places}>={place})/{places})/{count}"
    by_order = f"IF(AND(COUNT({places})={count},MIN({places})>=1),{centroid},1/{count})"
    return f"=IF({method}=WordByPoints,{by_points},IF({method}=WordByOrder,{by_order},1/{count}))"


def node_title(work: Work, node: str) -> str:
    """Name a node of the criteria tree."""
    _ = work.words
    if node == "sides":
        return _("platform and integrator")
    side, _dot, group = node.partition(".")
    return child_name(work, group) if group else _("the side {side}", side=side_word(side, _))


def child_name(work: Work, child: str) -> str:
    """Name what is weighed: a side, a group or a criterion."""
    _, decision = work.words, work.material.decision
    names: dict[str, str] = {side: side_word(side, _) for side in SIDES}
    names |= {c.id: _.text(c.name) for c in decision.criteria}
    return {**names, **{group.id: _.text(group.name) for group in decision.groups}}.get(child, child)


def paths(work: Work) -> Mapping[str, tuple[str, str | None]]:
    """Map every criterion to its side and the branch it stands in, if it stands in one."""
    chosen = work.material.decision.criteria_set
    found: dict[str, tuple[str, str | None]] = {}
    for side in SIDES:
        for node in chosen.platform if side == "platform" else chosen.integrator:
            if isinstance(node, Branch):
                found |= dict.fromkeys(node.criteria, (side, node.group))
            else:
                found[node] = (side, None)
    return found


def _write_leaves(work: Work, sheet: Sheet, row: int) -> int:
    _ = work.words
    sheet.text(row, 0, _("The weight of every criterion"), "section")
    titles = [_("Id"), _("Criterion"), _("Side"), _("Group"), _("Cost"), _("Weight of the side")]
    titles += [_("Weight of the group"), _("Weight within it"), _("Within the side"), _("Overall")]
    sheet.heads(row + 1, [*titles, _("Of integrators alone")])
    at = row + 2
    for kind in KINDS:
        for criterion in work.material.blocks[kind].criteria:
            if ("leaves", kind) not in work.paper.places:
                sheet.note(("leaves", kind), at, 0)
            _write_leaf(work, sheet, at, criterion.id)
            at += 1
    _write_firms_alone(work, sheet)
    return at - 1


def _write_leaf(work: Work, sheet: Sheet, row: int, name: str) -> None:
    criterion = work.material.evaluation.foundation.criteria[name]
    side, group = paths(work)[name]
    nodes = work.material.evaluation.nodes
    texts = (name, work.criterion_name(criterion), child_name(work, side), child_name(work, criterion.group))
    for column, text in enumerate(texts):
        sheet.text(row, column, text, "line" if column != 1 else "text")
    sheet.text(row, COST, work.codes.yes_no(criterion.is_cost), "word")
    of_side, of_node = nodes["sides"][side], nodes[f"{side}.{group}" if group else side][name]
    of_group = nodes[side][group] if group else 1.0
    steps = (
        (OF_SIDE, work.at("weight", "sides", side), of_side),
        (OF_GROUP, work.at("weight", side, group) if group else "1", of_group),
        (OF_NODE, work.at("weight", f"{side}.{group}" if group else side, name), of_node),
        (WITHIN_SIDE, f"{a1(row, OF_GROUP)}*{a1(row, OF_NODE)}", of_group * of_node),
        (OVERALL, f"{a1(row, OF_SIDE)}*{a1(row, WITHIN_SIDE)}", of_side * of_group * of_node),
    )
    for column, formula, value in steps:
        sheet.formula(row, column, f"={formula}", value)
    sheet.note(("leaf", name), row, OVERALL)


def _write_firms_alone(work: Work, sheet: Sheet) -> None:
    """Give what can be measured of a firm alone weights that sum to 1, for the list of firms."""
    column = leaf_column(work, "integrator", WITHIN_SIDE)
    if column is None:
        return
    first = work.paper.places["leaves", "integrator"].row
    weights = work.material.within["integrator"]
    for row, criterion in enumerate(work.material.blocks["integrator"].criteria, start=first):
        formula = f"=IF(SUM({column})=0,0,{a1(row, WITHIN_SIDE)}/SUM({column}))"
        sheet.formula(row, ALONE, formula, weights[criterion.id])


def leaf_column(work: Work, kind: Kind, column: int) -> str | None:
    """Name a column of the criteria of one scope; None where there are none."""
    criteria = work.material.blocks[kind].criteria
    if not criteria:
        return None
    first = work.paper.places["leaves", kind].row
    return work.sheet("weights").span((first, column), (first + len(criteria) - 1, column))


def own_weights(work: Work, kind: Kind, part: Kind) -> str | None:
    """Name the weights under which alternatives of a kind are valued on one block."""
    columns: dict[Kind, int] = {"platform": WITHIN_SIDE, "integrator": ALONE, "pair": OVERALL}
    return leaf_column(work, part, columns[kind])


def _write_shares(work: Work, sheet: Sheet, row: int) -> None:
    """Write how much of the weight is not cost: what quality is divided by."""
    _ = work.words
    sheet.text(row, 0, _("Weight without cost, by which quality is divided"), "section")
    criteria = work.material.evaluation.foundation.criteria
    for at, kind in enumerate(work.material.kinds(), start=row + 1):
        parts = work.material.parts(kind)
        terms = [
            f"SUMPRODUCT(({leaf_column(work, part, COST)}=WordNo)*{own_weights(work, kind, part)})"
            for part in parts
            if work.material.blocks[part].criteria
        ]
        names = [c.id for part in parts for c in work.material.blocks[part].criteria]
        share = sum(work.material.within[kind][name] for name in names if not criteria[name].is_cost)
        sheet.text(at, 1, block_title(work, work.material.blocks[kind]), "line")
        sheet.formula(at, WEIGHT, f"={'+'.join(terms) or '0'}", share)
        sheet.note(("worth", kind), at, WEIGHT)
