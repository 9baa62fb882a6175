from lopo.costing.forms.fields import FactsForm as FactsForm
from lopo.costing.forms.fields import PurchaseForm as PurchaseForm
from lopo.costing.forms.fields import TermsForm as TermsForm
