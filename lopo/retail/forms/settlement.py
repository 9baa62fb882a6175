"""Forms of money: the invoice, a payment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lopo.retail.forms.fields import DateField, MoneyField
from lopo.standards.record_forms import SentOnceForm


class BillForm(SentOnceForm):
    """The number and the day of an invoice."""

    issued_on = DateField(label=_("Day of the invoice"))
    number = forms.CharField(
        label=_("Your own number"),
        max_length=40,
        required=False,
        help_text=_("Empty: we give it a number."),
    )


class PaymentForm(SentOnceForm):
    """Money that was paid or came."""

    amount_idr = MoneyField(label=_("How many rupiah?"))
    paid_on = DateField(label=_("On which day"))
    reference = forms.CharField(
        label=_("Reference"),
        max_length=60,
        required=False,
        help_text=_("Such as the number of the transfer."),
    )
