"""A kitchen whose sambal is reckoned on paper, for the tests of cost."""

SAMBAL = {
    "recipe.ingredients": [
        {"name": "cabai merah", "amount": "2000"},
        {"name": "gula merah", "amount": "500"},
        {"name": "minyak", "amount": "920"},
        {"name": "air", "amount": "300"},
    ],
    "cost.purchases": [
        {"name": "Cabai Merah", "amount": "45000", "group": "1 kg 2026-11-10"},
        {"name": "gula merah", "amount": "12000", "group": "500 g 2026-10-01"},
        {"name": "minyak", "amount": "36000", "group": "2 liter @ 920 g 2026-11-01"},
        {"name": "air", "group": "tidak dibeli"},
    ],
    "cost.batch_pieces": "20",
    "cost.waste_percent": "10",
    "cost.packaging_idr": "3300",
    "cost.labour_minutes": "360",
    "cost.wage_per_hour_idr": "10000",
    "cost.energy_idr": "6000",
    "cost.equipment_idr": "1500000",
    "cost.equipment_batches": "500",
    "cost.overhead_month_idr": "200000",
    "cost.pieces_month": "150",
    "price.retail_idr": "25000",
}
"""On paper: 90,000 + 12,000 + 18,000 = 120,000 for 20, so 6,000; a ninth of it wasted, 666.67; pack 3,300;
work 60,000/20 = 3,000; gas 300; wear 3,000/20 = 150; fixed 1,333.33. Together 14,750."""
