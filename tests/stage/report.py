"""What the check over every screen found, as one table: screens by sizes."""

from collections.abc import Iterable, Mapping

from tests.stage.faults import Fault
from tests.stage.scenes import SCENES, SIZES

PROPERTY = "stage"
"""Under this name a test hands over what it found in a scene, whichever process it ran in."""

Found = Mapping[tuple[str, str], Mapping[tuple[int, int], list[Fault]]]
"""What is wrong, by scene and language, and by size."""

Handed = tuple[str, str, list[tuple[int, int, list[tuple[str, str]]]]]
"""The same of one scene in one language, of plain values alone."""


def table(found: Found) -> str:
    """How many faults each scene has at each size; below it, what they are.

    What is found at a size that is no column stands below alone.
    """
    head = f"{'screen':24}{'':4}" + "".join(f"{f'{w}x{h}':>9}" for w, h in SIZES)
    lines, each = [head], []
    for (name, language), by_size in found.items():
        counts = [str(len(by_size[size]) or "-") if size in by_size else "" for size in SIZES]
        lines.append(f"{name:24}{language:4}" + "".join(f"{count:>9}" for count in counts))
        each += [
            f"{name} {language} {size[0]}x{size[1]}  {fault.kind}: {fault.where}"
            for size, faults in by_size.items()
            for fault in dict.fromkeys(faults)
        ]
    return "\n".join([*lines, "", *each])


def handed(name: str, language: str, by_size: Mapping[tuple[int, int], list[Fault]]) -> Handed:
    """What was found in a scene, to be handed to the process that reports."""
    sizes = [
        (*size, [(fault.kind, fault.where) for fault in faults]) for size, faults in by_size.items()
    ]
    return name, language, sizes


def whole(parts: Iterable[Handed]) -> str:
    """One table of what all tests handed over, in the order of the scenes."""
    order = [scene.name for scene in SCENES]
    found = {
        (name, language): {
            (across, down): [Fault(kind, where) for kind, where in faults]
            for across, down, faults in sizes
        }
        for name, language, sizes in parts
    }
    return table(
        dict(sorted(found.items(), key=lambda item: (order.index(item[0][0]), item[0][1])))
    )
