import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('producers', '0004_owner_name'),
        ('quality', '0011_epcis_import'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=40, unique=True)),
                ('entries', models.IntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='SearchSpelling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('spelling', models.CharField(max_length=40, unique=True)),
                ('word', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spellings', to='market.searchword')),
            ],
        ),
        migrations.CreateModel(
            name='CatalogueCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=10)),
                ('kecamatan', models.CharField(blank=True, max_length=60)),
                ('kelurahan', models.CharField(blank=True, max_length=13)),
                ('is_halal', models.BooleanField()),
                ('in_shops', models.BooleanField()),
                ('products', models.IntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'kecamatan', 'kelurahan', 'is_halal', 'in_shops'), name='catalogue_count_once')],
            },
        ),
        migrations.CreateModel(
            name='CatalogueSubmission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('sent', 'sent'), ('accepted', 'accepted'), ('shown', 'shown'), ('refused', 'refused'), ('withdrawn', 'withdrawn'), ('down', 'down')], max_length=10)),
                ('since', models.DateField()),
                ('version', models.PositiveIntegerField(default=0)),
                ('category', models.CharField(max_length=160)),
                ('kbli', models.JSONField(default=list)),
                ('fit', models.CharField(max_length=12)),
                ('submitted_on', models.DateField()),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('shown_on', models.DateField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('sold_on', models.DateField(blank=True, null=True)),
                ('sold_pieces', models.PositiveIntegerField(default=0)),
                ('reason', models.CharField(blank=True, choices=[('kbli', 'kbli'), ('category', 'category'), ('papers', 'papers'), ('photo', 'photo'), ('price', 'price'), ('other', 'other')], max_length=10)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='catalogue_submissions', to='producers.product')),
            ],
            options={
                'ordering': ['-submitted_on', '-pk'],
                'indexes': [models.Index(fields=['state', 'since'], name='market_cata_state_a32e7b_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('refused', 'withdrawn', 'down')), _negated=True), fields=('product',), name='submission_one_open'), models.CheckConstraint(condition=models.Q(('state__in', ['sent', 'accepted', 'shown', 'refused', 'withdrawn', 'down'])), name='submission_state_known'), models.CheckConstraint(condition=models.Q(('shown_on', None), ('shown_on__gte', models.F('submitted_on')), _connector='OR'), name='submission_shown_after_sent'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'shown'), _negated=True), ('shown_on__isnull', False), _connector='OR'), name='submission_shown_on_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='submission_refused_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='CatalogueSale',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sold_on', models.DateField()),
                ('pieces', models.PositiveIntegerField()),
                ('amount_idr', models.PositiveBigIntegerField(blank=True, null=True)),
                ('buyer', models.CharField(max_length=160)),
                ('told_at', models.DateTimeField(auto_now_add=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('client_id', models.CharField(max_length=36, unique=True)),
                ('evidence', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='producers.evidence')),
                ('told_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sales', to='market.cataloguesubmission')),
            ],
            options={
                'ordering': ['-sold_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('pieces__gte', 1)), name='catalogue_sale_of_some'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='catalogue_sale_withdrawn_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lot', models.CharField(blank=True, max_length=20)),
                ('stars', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('wrong', models.CharField(blank=True, max_length=20)),
                ('words', models.CharField(blank=True, max_length=600)),
                ('photo', models.FileField(blank=True, upload_to='feedback/%Y/%m/')),
                ('said_at', models.DateTimeField()),
                ('said_on', models.DateField()),
                ('state', models.CharField(choices=[('shown', 'shown'), ('held', 'held'), ('hidden', 'hidden')], max_length=6)),
                ('held_for', models.CharField(blank=True, max_length=20)),
                ('is_serious', models.BooleanField(default=False)),
                ('device', models.CharField(max_length=32)),
                ('address', models.CharField(max_length=32)),
                ('answer', models.CharField(blank=True, max_length=600)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('judged_at', models.DateTimeField(blank=True, null=True)),
                ('judged_reason', models.CharField(blank=True, max_length=200)),
                ('client_id', models.CharField(max_length=36, unique=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('batch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='feedback', to='quality.batch')),
                ('judged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='feedback', to='producers.product')),
            ],
            options={
                'verbose_name_plural': 'feedback',
                'ordering': ['-said_at', '-pk'],
                'indexes': [models.Index(fields=['product', 'state', '-said_at'], name='market_feed_product_16f6a4_idx'), models.Index(fields=['address', 'said_at'], name='market_feed_address_78de62_idx'), models.Index(fields=['state', '-said_at'], name='market_feed_state_27f63c_idx')],
                'constraints': [models.UniqueConstraint(fields=('product', 'lot', 'device', 'said_on'), name='feedback_once_a_lot_device_and_day'), models.CheckConstraint(condition=models.Q(('stars', None), models.Q(('stars__gte', 1), ('stars__lte', 5)), _connector='OR'), name='feedback_one_to_five_stars'), models.CheckConstraint(condition=models.Q(('stars__isnull', False), models.Q(('wrong', ''), _negated=True), models.Q(('words', ''), _negated=True), _connector='OR'), name='feedback_says_something'), models.CheckConstraint(condition=models.Q(('state__in', ('shown', 'held', 'hidden'))), name='feedback_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None), ('answered_by', None)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='feedback_answered_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'hidden'), _negated=True), models.Q(('judged_by__isnull', False), models.Q(('judged_reason', ''), _negated=True)), _connector='OR'), name='feedback_hidden_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='MakerPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=90, unique=True)),
                ('about_id', models.TextField(blank=True)),
                ('about_en', models.TextField(blank=True)),
                ('contact', models.CharField(blank=True, max_length=60)),
                ('business', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='maker_page', to='producers.business')),
            ],
        ),
        migrations.CreateModel(
            name='CatalogueEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=90, unique=True)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('story_id', models.TextField(blank=True)),
                ('story_en', models.TextField(blank=True)),
                ('title', models.CharField(max_length=160)),
                ('title_en', models.CharField(blank=True, max_length=160)),
                ('maker', models.CharField(max_length=160)),
                ('kind', models.CharField(choices=[('food', 'food'), ('drink', 'drink'), ('craft', 'craft'), ('textile', 'textile')], max_length=10)),
                ('kecamatan', models.CharField(blank=True, max_length=60)),
                ('price_idr', models.PositiveIntegerField(blank=True, null=True)),
                ('is_halal', models.BooleanField(default=False)),
                ('in_shops', models.BooleanField(default=False)),
                ('rung', models.CharField(blank=True, max_length=20)),
                ('shown', models.JSONField(default=dict)),
                ('papers', models.JSONField(default=list)),
                ('gtin', models.CharField(blank=True, max_length=14)),
                ('photo', models.CharField(blank=True, max_length=16)),
                ('photo_width', models.PositiveIntegerField(default=0)),
                ('photo_height', models.PositiveIntegerField(default=0)),
                ('stars_sum', models.PositiveIntegerField(default=0)),
                ('stars_count', models.PositiveIntegerField(default=0)),
                ('refreshed_at', models.DateTimeField()),
                ('kelurahan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='producers.kelurahan')),
                ('product', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='catalogue_entry', to='producers.product')),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('maker_page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='market.makerpage')),
            ],
            options={
                'verbose_name_plural': 'catalogue entries',
                'indexes': [models.Index(condition=models.Q(('published_at__isnull', False)), fields=['-id'], name='entry_newest'), models.Index(condition=models.Q(('published_at__isnull', False)), fields=['kind', '-id'], name='entry_kind'), models.Index(condition=models.Q(('published_at__isnull', False)), fields=['kecamatan', '-id'], name='entry_kecamatan'), models.Index(condition=models.Q(('published_at__isnull', False)), fields=['kelurahan', '-id'], name='entry_kelurahan'), models.Index(condition=models.Q(('published_at__isnull', False)), fields=['kind', 'kecamatan', '-id'], name='entry_kind_place'), models.Index(condition=models.Q(('published_at__isnull', False)), fields=['price_idr', '-id'], name='entry_price'), models.Index(condition=models.Q(('published_at__isnull', False), ('is_halal', True)), fields=['-id'], name='entry_halal'), models.Index(condition=models.Q(('published_at__isnull', False), ('in_shops', True)), fields=['-id'], name='entry_in_shops')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('published_at', None), ('published_by', None)), models.Q(('published_at__isnull', False), ('published_by__isnull', False)), _connector='OR'), name='entry_published_by_somebody'), models.CheckConstraint(condition=models.Q(('stars_sum__gte', models.F('stars_count')), ('stars_sum__lte', django.db.models.expressions.CombinedExpression(models.Value(5), '*', models.F('stars_count')))), name='entry_stars_add_up')],
            },
        ),
        migrations.CreateModel(
            name='ProductPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=16)),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('evidence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='producers.evidence')),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='catalogue_photos', to='producers.product')),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['name'], name='market_prod_name_d9f829_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('product', 'name'), name='photo_once_a_product')],
            },
        ),
        migrations.CreateModel(
            name='PhotoTry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('figures', models.JSONField()),
                ('taken_at', models.DateTimeField(auto_now_add=True)),
                ('client_id', models.CharField(max_length=36, unique=True)),
                ('evidence', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='producers.evidence')),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photo_tries', to='producers.product')),
                ('taken_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('photo', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='judged', to='market.productphoto')),
            ],
            options={
                'verbose_name_plural': 'photo tries',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('evidence', None), ('photo__isnull', False)), models.Q(('evidence__isnull', False), ('photo', None)), _connector='OR'), name='photo_try_waits_or_is_kept')],
            },
        ),
        migrations.CreateModel(
            name='ProductText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('short_id', models.CharField(blank=True, max_length=300)),
                ('short_en', models.CharField(blank=True, max_length=300)),
                ('version', models.PositiveIntegerField(default=0)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('product', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='text', to='producers.product')),
            ],
        ),
        migrations.CreateModel(
            name='SearchNear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40)),
                ('spelling', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='near', to='market.searchspelling')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('key', 'spelling'), name='near_key_once_a_spelling')],
            },
        ),
        migrations.CreateModel(
            name='SearchPosting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weight', models.PositiveSmallIntegerField()),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='postings', to='market.catalogueentry')),
                ('word', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='postings', to='market.searchword')),
            ],
            options={
                'indexes': [models.Index(fields=['word', '-weight', '-entry'], name='posting_best_first')],
                'constraints': [models.UniqueConstraint(fields=('word', 'entry'), name='posting_once'), models.CheckConstraint(condition=models.Q(('weight__gte', 1)), name='posting_weighs')],
            },
        ),
        migrations.CreateModel(
            name='SubmissionStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('transition', models.CharField(max_length=12)),
                ('on', models.DateField()),
                ('reason', models.CharField(blank=True, max_length=10)),
                ('words', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('client_id', models.CharField(max_length=36, unique=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='market.cataloguesubmission')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
    ]
