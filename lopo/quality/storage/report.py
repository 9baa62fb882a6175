"""The answer of a study for programs: plain values, ready for JSON."""

from lopo.quality.storage.fit import RateFit
from lopo.quality.storage.shelf_life import Answer, Life


def study_report(found: Answer, language: str) -> dict[str, object]:
    """Everything that follows from a study. Where there are refusals, no life and no promise is in it."""
    study = found.study
    return {
        "attribute": study.attribute,
        "unit": study.unit,
        "direction": study.direction,
        "limit": study.limit,
        "method": study.method,
        "storage": study.storage,
        "start": study.start,
        "fits": [_fit(fit, taken=fit.order == found.order) for fit in found.fits],
        "order": found.order,
        "arrhenius": _line(found),
        "lives": [_life(life) for life in found.lives],
        "studied_days": found.studied_days,
        "label_days": None if found.claim is None else found.claim.days,
        "refusals": [
            {
                "code": refusal.code,
                "reason": refusal.reason.in_language(language),
                "next": refusal.mend.in_language(language),
            }
            for refusal in found.refusals
        ],
        "cautions": [caution.in_language(language) for caution in found.cautions],
    }


def _fit(fit: RateFit, *, taken: bool) -> dict[str, object]:
    return {
        "celsius": fit.celsius,
        "order": fit.order,
        "taken": taken,
        "rate": _figure(fit.rate),
        "rate_low": _figure(fit.low),
        "rate_high": _figure(fit.high),
        "r_squared": _figure(fit.r_squared),
        "readings": fit.line.count,
    }


def _line(found: Answer) -> dict[str, object] | None:
    if found.line is None:
        return None
    return {
        "ea_over_r": _figure(found.line.slope),
        "ea_cal_per_mol": _figure(found.line.activation_energy),
        "ea_kj_per_mol": _figure(found.line.activation_energy_kj),
        "ln_k0": _figure(found.line.intercept),
        "r_squared": _figure(found.line.r_squared),
        "q10": _figure(found.line.q10(min(found.study.temperatures))),
    }


def _life(life: Life) -> dict[str, object]:
    return {
        "celsius": life.celsius,
        "days": _figure(life.days),
        "low": _figure(life.low),
        "high": _figure(life.high),
    }


def _figure(number: float) -> float:
    """Six digits that count: more would pretend to know more."""
    return float(f"{number:.6g}")
