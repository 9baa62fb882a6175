"""Addresses of orders, deliveries, invoices, pools."""

from django.urls import URLPattern, path

from lopo.retail.views import delivery, order, order_list, order_new, paper, pool, settlement, supply

PATTERNS: list[URLPattern] = [
    path("pesanan/", order_list.orders, name="orders"),
    path("pesanan/unduh.<slug:form>", order_list.orders_export, name="orders_export"),
    path("pesanan/baru/", order_new.order_new, name="order_new"),
    path("pesanan/pasokan/", supply.supply, name="supply"),
    path("pesanan/pasokan/unduh.<slug:form>", supply.supply_export, name="supply_export"),
    path("pesanan/gabungan/", pool.pools, name="pools"),
    path("pesanan/gabungan/baru/", pool.pool_new, name="pool_new"),
    path("pesanan/gabungan/<slug:pool_public>/", pool.pool, name="pool"),
    path("pesanan/gabungan/<slug:pool_public>/bagi/", pool.agree, name="pool_agree"),
    path("pesanan/gabungan/<slug:pool_public>/buka/", pool.open_again, name="pool_open_again"),
    path("pesanan/gabungan/<slug:pool_public>/sanggup/<int:business_id>/", pool.offer, name="pool_offer"),
    path("pesanan/kiriman/<slug:delivery_public>/", delivery.delivery, name="delivery"),
    path("pesanan/kiriman/<slug:delivery_public>/surat-jalan.pdf", paper.delivery_note, name="delivery_note"),
    path("pesanan/kiriman/<slug:delivery_public>/terima/", delivery.receive, name="delivery_receive"),
    path("pesanan/kiriman/<slug:delivery_public>/retur/", delivery.give_back, name="delivery_return"),
    path("pesanan/<slug:order_public>/", order.order, name="order"),
    path("pesanan/<slug:order_public>/jawab/", order.answer, name="order_answer"),
    path("pesanan/<slug:order_public>/batal/", order.cancel, name="order_cancel"),
    path("pesanan/<slug:order_public>/tutup/", order.close, name="order_close"),
    path("pesanan/<slug:order_public>/kirim/", delivery.send, name="order_send"),
    path("pesanan/<slug:order_public>/terjual/", delivery.sold, name="order_sold"),
    path("pesanan/<slug:order_public>/tagih/", settlement.bill_new, name="invoice_new"),
    path("faktur/", order_list.invoices, name="invoices"),
    path("faktur/unduh.<slug:form>", order_list.invoices_export, name="invoices_export"),
    path("faktur/<slug:invoice_public>/", settlement.invoice, name="invoice"),
    path("faktur/<slug:invoice_public>/faktur.pdf", paper.invoice_paper, name="invoice_paper"),
    path("faktur/<slug:invoice_public>/surat.pdf", paper.letter, name="invoice_letter"),
    path("faktur/<slug:invoice_public>/bayar/", settlement.pay, name="invoice_pay"),
    path("faktur/pembayaran/<int:payment_id>/jawab/", settlement.payment_answer, name="payment_answer"),
    path("toko/<int:retailer_id>/cara-bayar/", settlement.payer, name="payer"),
]
