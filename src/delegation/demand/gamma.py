"""demand.gamma: how likely is a Gamma-distributed amount to be above a level?

Series and continued fraction as in Gautschi (1979), "A computational procedure for incomplete gamma functions"; where
the shape is large and the level near it, Temme's (1979) uniform asymptotic expansion (DLMF 8.12).
"""

import math

LARGE = 50.0
"""Shape from which on the expansion for large shapes serves where the level is near."""

NEAR = 0.3
"""How far from the shape, in parts of it, a level is near."""

ENOUGH = 1e-17
"""Terms below this part of a sum are left out of it."""

EXPANSION = (
    (
        -0.3333333333333333,
        0.08333333333333333,
        -0.014814814814814815,
        0.0011574074074074073,
        0.0003527336860670194,
        -0.0001787551440329218,
        3.919263178522438e-05,
        -2.185448510679992e-06,
        -1.85406221071516e-06,
        8.296711340953087e-07,
        -1.7665952736826078e-07,
        6.707853543401498e-09,
        1.0261809784240309e-08,
        -4.382036018453353e-09,
        9.14769958223679e-10,
        -2.5514193994946248e-11,
    ),
    (
        -0.001851851851851852,
        -0.003472222222222222,
        0.0026455026455026454,
        -0.0009902263374485596,
        0.00020576131687242798,
        -4.018775720164609e-07,
        -1.8098550334489977e-05,
        7.64916091608111e-06,
        -1.6120900894563446e-06,
        4.647127802807434e-09,
        1.378633446915721e-07,
        -5.752545603517705e-08,
        1.1951628599778148e-08,
        -1.7543241719747647e-11,
        -1.0091543710600413e-09,
    ),
    (
        0.004133597883597883,
        -0.0026813271604938273,
        0.0007716049382716049,
        2.0093878600823047e-06,
        -0.0001073665322636516,
        5.2923448829120125e-05,
        -1.2760635188618728e-05,
        3.423578734096138e-08,
        1.3721957309062934e-06,
        -6.298992138380055e-07,
        1.4280614206064242e-07,
        -2.0477098421990866e-10,
        -1.409252991086752e-08,
    ),
    (
        0.0006494341563786008,
        0.00022947209362139917,
        -0.0004691894943952557,
        0.00026772063206283885,
        -7.561801671883977e-05,
        -2.396505113867297e-07,
        1.1082654115347302e-05,
        -5.6749528269915965e-06,
        1.4230900732435883e-06,
        -2.7861080291528143e-11,
        -1.6958404091930278e-07,
        8.099464905388083e-08,
    ),
    (
        -0.0008618882909167117,
        0.0007840392217200666,
        -0.0002990724803031902,
        -1.4638452578843418e-06,
        6.641498215465122e-05,
        -3.968365047179435e-05,
        1.1375726970678419e-05,
        2.507497226237533e-10,
        -1.6954149536558305e-06,
        8.907507532205309e-07,
    ),
    (
        -0.00033679855336635813,
        -6.972813758365857e-05,
        0.0002772753244959392,
        -0.00019932570516188847,
        6.797780477937208e-05,
        1.419062920643967e-07,
        -1.3594048189768693e-05,
        8.018470256334202e-06,
    ),
    (
        0.0005313079364639922,
        -0.0005921664373536939,
        0.0002708782096718045,
        7.902353232660328e-07,
        -8.153969367561969e-05,
        5.61168275310625e-05,
    ),
    (0.00034436760689237765, 5.171790908260592e-05, -0.00033493161081142234, 0.0002812695154763237),
    (-0.0006526239185953094, 0.0008394987206720873),
)
"""What the expansion is made of: powers of the distance, and of one over the shape (the c of DLMF 8.12.9)."""

STIRLING = (1.0 / 12.0, -1.0 / 360.0, 1.0 / 1260.0, -1.0 / 1680.0, 1.0 / 1188.0)
"""Coefficients of Stirling's series (DLMF 5.11.1)."""


def upper_gamma(shape: float, level: float) -> float:
    """P(X > level) of a Gamma-distributed X of scale 1: the regularised incomplete gamma function Q (DLMF 8.2.4).

    Args:
        shape: Its shape, which is also its mean, above 0.
        level: Any number.

    Returns:
        A probability, to about 1e-13; from about 1e-3 on, small ones to about 1e-12 of themselves.
    """
    if level <= 0.0:
        return 1.0
    step = gamma_step(shape, level)
    if not step:
        return 1.0 if level < shape else 0.0
    if shape >= LARGE and abs(level - shape) <= NEAR * shape:
        return _expansion(shape, level)
    if level < shape + 1.0:
        return 1.0 - step * _series(shape, level)
    return step * shape * _fraction(shape, level)


def gamma_step(shape: float, level: float) -> float:
    """By how much P(X > level) grows where the shape grows by one: level^shape·exp(-level)/Γ(shape + 1) (DLMF 8.8.6).

    Args:
        shape: Shape of a Gamma-distributed X of scale 1, above 0.
        level: Any number.
    """
    if level <= 0.0:
        return 0.0
    if shape < 10.0 or level < 0.1 * shape:  # so far below a large shape it is none to speak of
        return math.exp(shape * math.log(level) - level - math.lgamma(shape + 1.0))
    stirling = math.fsum(part * shape ** -(2 * power + 1) for power, part in enumerate(STIRLING))
    return math.exp(-shape * _distance((level - shape) / shape) - stirling) / math.sqrt(2.0 * math.pi * shape)


def _distance(part: float) -> float:
    """What is part - ln(1 + part), without cancellation where the part is small (DLMF 4.6.4)."""
    if abs(part) > NEAR:
        return part - math.log1p(part)
    ratio = part / (2.0 + part)
    square, power, total, odd = ratio * ratio, 1.0, 0.0, 3.0
    while power > ENOUGH:
        total += power / odd
        power *= square
        odd += 2.0
    return part * ratio - 2.0 * ratio * square * total


def _expansion(shape: float, level: float) -> float:
    """The uniform asymptotic expansion (DLMF 8.12.4 and 8.12.8)."""
    part = (level - shape) / shape
    half_square = _distance(part)
    eta = math.copysign(math.sqrt(2.0 * half_square), part)
    total = 0.0
    for row in reversed(EXPANSION):
        inner = 0.0
        for coefficient in reversed(row):
            inner = inner * eta + coefficient
        total = total / shape + inner
    rest = math.exp(-shape * half_square) / math.sqrt(2.0 * math.pi * shape) * total
    return math.erfc(eta * math.sqrt(shape / 2.0)) / 2.0 + rest


def _series(shape: float, level: float) -> float:
    """P(X <= level) in parts of `gamma_step` (DLMF 8.11.4), quick for levels below the shape."""
    total, term, above = 1.0, 1.0, shape
    while term > total * ENOUGH:
        above += 1.0
        term *= level / above
        total += term
    return total


def _fraction(shape: float, level: float) -> float:
    """P(X > level) in parts of the density times the level (DLMF 8.9.2), by Lentz's method; quick for levels above."""
    below = level + 1.0 - shape
    front, back = 1e300, 1.0 / below
    total, count, factor = back, 0.0, 0.0
    while abs(factor - 1.0) > 1e-15:
        count += 1.0
        top = count * (shape - count)
        below += 2.0
        back = 1.0 / (top * back + below)
        front = below + top / front
        factor = front * back
        total *= factor
    return total
