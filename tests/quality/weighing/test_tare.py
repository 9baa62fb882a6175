from decimal import Decimal

from lopo.quality.weighing.tare import tare_of


def weights(*grams):
    return [Decimal(gram) for gram in grams]


def test_the_mean_of_the_empty_packs_is_taken_off():
    tare = tare_of(weights(*["4.9", "5.1"] * 5), Decimal(250), Decimal(9))
    assert (tare.sample, tare.mean, tare.doubts) == (10, 5, ())
    assert tare.net(Decimal("256.2")) == Decimal("251.2")


def test_few_empty_packs_are_doubted():
    tare = tare_of(weights("5"), Decimal(250), Decimal(9))
    assert tare.spread is None and "1" in tare.doubts[0].en


def test_heavy_glasses_that_differ_are_doubted():
    tare = tare_of(weights(*["180", "190"] * 5), Decimal(250), Decimal(9))
    assert "unlike" in tare.doubts[0].en


def test_nothing_weighed_is_no_tare():
    assert tare_of([], Decimal(250), Decimal(9)) is None
