from lopo.costing.models.purchase import Purchase as Purchase
