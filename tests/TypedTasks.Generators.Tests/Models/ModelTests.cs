using System.Text.Encodings.Web;
using System.Text.Json;
using TypedTasks.Generators.Tests.RoundTrips;

namespace TypedTasks.Generators.Tests.Models;

/// <summary>Payload models as applications have them: what is stored is what System.Text.Json would write, and it comes back equal.</summary>
public sealed class ModelTests
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly DateTimeOffset Noon = new(2026, 3, 29, 12, 0, 0, TimeSpan.FromHours(2));

    private static readonly Customer Customer = new(7, "Zoë O'Neil", null, new PostalAddress("1 Main St", "Delft", "NL"), new PostalAddress("", "Köln", "DE"));

    [Fact]
    public void Orders_invoices_and_products()
    {
        var id = new OrderId(Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"));
        Survives(HandleOrderPlaced.Job, new OrderPlaced(id, Noon, Customer, [new("SKU-1", 2, new Money(9.90m, "EUR")), new("SKU-2", 1, default(Money) with { Currency = "" }, 0.10m)], new Money(19.80m, "EUR"), new Dictionary<string, string> { ["channel"] = "web" }));
        Survives(HandleInvoice.Job, new Invoice { Number = "2026/1", Due = new DateOnly(2026, 4, 1), Lines = [new("Work", 100.00m)], Status = InvoiceStatus.Sent });
        Survives(HandleShipment.Job, new Shipment(Guid.Empty, new() { [Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e")] = [new Parcel(0.25), new Parcel(-0.0)] }, TimeSpan.FromHours(36)));
        Survives(HandleStockedProduct.Job, new StockedProduct { Id = 1, Name = "Pen", Price = 1.10m, InStock = 3, Shelves = [4, 5] });
        Survives(HandlePaymentRequest.Job, new PaymentRequest(id, new Money(1, "EUR"), "4111 1111 1111 1111", new() { ["cvc"] = "123" }));
        Survives<Dictionary<string, Money[]>>(HandlePrices.Job, new() { [""] = [new Money(0.0m, "JPY")], ["a"] = [] });
    }

    [Fact]
    public void Trees_and_pages()
    {
        Survives(HandleCategory.Job, new Category("root", [new("a", [new("a1", [])]), new("b", [])]));
        Survives(HandleCustomerPage.Job, new Page<Customer>([Customer], 1, 50, null));
        Survives(HandleChatMessage.Job, new ChatMessage(2, "b", "👍 \"ok\"", new(1, "a", "?", null, []), new() { ["👍"] = 3 }));
        Survives(HandleGeoFeature.Job, new GeoFeature("Polygon", [[[4.3571, 52.0116], [4.36, 52.01]], []], new() { ["height"] = null, ["area"] = 1e-7 }));
    }

    [Fact]
    public void Webhooks()
    {
        Survives(HandleChargeEvent.Job, new ChargeEvent
        {
            Id = "evt_1",
            Created = 1_774_000_000,
            IsLive = true,
            Data = new ChargeData { Object = new Charge(1999, "eur", new() { ["order"] = "7" }, "card_declined"), PreviousAttributes = new() { ["amount"] = null } },
        });
        Survives(HandlePushEvent.Job, new PushEvent
        {
            Ref = "refs/heads/main",
            Before = new string('0', 40),
            Commits = [new Commit { Id = "1a", Message = "Fix\n\nDetails", Timestamp = Noon, Url = new Uri("https://example.com/c/1a?x=1#y"), Added = ["src/ü.cs"] }],
            Repository = new Repository { FullName = "shop/web", Stars = uint.MaxValue },
        });
        Survives<DirectoryEvent>(HandleDirectoryEvent.Job, new UserCreated(Guid.Empty, "zoe@example.com", ["admins"]));
        Survives<DirectoryEvent>(HandleDirectoryEvent.Job, new UserDeleted(Guid.Empty, Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"), true));
    }

    [Fact]
    public void Mail_and_notices()
    {
        var draft = new MailDraft(new("shop@example.com", "Shop"), [new("zoe@example.com", null)], "Your order", "Thanks <3 & bye", "<p>Thanks</p>", [new MailAttachment { FileName = "a.pdf", Content = [1, 2, 255] }], new() { ["X-Tag"] = ["a", "b"] });
        Survives(HandleMailDraft.Job, draft);
        Survives(HandleMailDraft.Job, new MailDraft(default(MailAddressModel) with { Address = "a@example.com" }, [], "", ""));
        Survives<List<Notice>>(HandleNotices.Job, [new SmsNotice { Text = "hi", Number = "+31" }, new PushNotice { Text = "", Devices = ["d1"], Ttl = TimeSpan.FromSeconds(30) }]);
        Survives(HandleTranslations.Job, new Translations("hello", new() { ["nl"] = new() { ["formal"] = "goedendag" }, ["ja"] = new() { [""] = "こんにちは" } }));
    }

    [Fact]
    public void Events_with_a_common_base_and_envelopes()
    {
        var registered = new UserRegistered(Guid.Empty, "zoe@example.com") { EventId = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"), OccurredAt = Noon, CorrelationId = "c-1" };
        Survives(HandleUserRegistered.Job, registered);
        Survives(HandleSubscriptionChanged.Job, new SubscriptionChanged { SubscriptionId = Guid.Empty, From = SubscriptionPlan.Free, To = (SubscriptionPlan)7, OccurredAt = Noon });
        Survives(HandleEnveloped.Job, new Envelope<UserRegistered>(new TenantId("acme"), registered, 3));
        Survives(HandleNestedEnvelope.Job, new Envelope<Page<OrderId>?>(new TenantId(""), new Page<OrderId>([default], 0, 0, 1)));
        Survives(HandleNestedEnvelope.Job, new Envelope<Page<OrderId>?>(new TenantId(""), null));
    }

    [Fact]
    public void Audit_entries_entities_and_imports()
    {
        Survives(HandleAuditEntry.Job, new AuditEntry(long.MaxValue, "zoe", AuditAction.Create | AuditAction.Delete, [new("Name", null, "x")], new("order", "7")));
        Survives(HandleTicketEntity.Job, new TicketEntity { Id = 1, ParentId = 2, Title = "Broken", RowVersion = [0, 1], Comments = [new TicketComment { TicketId = 1 }] });
        Survives(HandleImportJob.Job, new ImportJob(new Uri("data/in.csv", UriKind.Relative), new Version(1, 2), TimeSpan.FromMinutes(5), new ImportOptions { Separator = '\t', ColumnNames = { [0] = "id" } }, null));
        Survives(HandleTableRow.Job, new TableRow(1, null, true, null, Noon, '"', null));
    }

    [Fact]
    public void Times_numbers_and_odd_shapes()
    {
        Survives(HandleOpeningHours.Job, new OpeningHours([DayOfWeek.Monday, DayOfWeek.Sunday], new TimeOnly(8, 30), new TimeOnly(17, 0, 0, 1), null, [new DateOnly(2026, 12, 25)]));
        Survives(HandleMeasurement.Job, new Measurement(1e300, 0.1f, (Half)0.5, Int128.MinValue, UInt128.MaxValue, [0.1, -0.0]));
        Survives(HandleReportRequest.Job, new ReportRequest("Sales", new(new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 31)), new Range<int>(1, 2)));
        Survives(HandleCredentials.Job, new Credentials("zoe", ["read"]) { Comment = "c" });
        Survives(HandlePlainFields.Job, new PlainFields { Number = 1, Text = "x" });
        Survives(HandleOddNames.Job, new OddNames("c", 1, 1.75, null));
        Survives(HandlePlaybook.Job, new Playbook(new([new Step("a", [["x"], []], new RetryRule(3, TimeSpan.FromSeconds(1)))]), new(["started"]), System.Collections.Immutable.ImmutableDictionary<string, Step>.Empty));
        Survives(HandleKeyed.Job, new Keyed("k", new HashSet<int> { 2, 1 }, new Dictionary<string, IReadOnlyCollection<int>> { ["g"] = [1] }));
    }

    [Fact]
    public void Models_written_for_other_serializers_and_with_behaviour()
    {
        var quote = new Quote(Guid.Empty, [new QuoteLine(new ArticleId(long.MinValue), new Price(1.10m, "eur"), uint.MaxValue)]);
        Survives(HandleReviewEvent.Job, new ReviewEvent("submitted", ReviewState.ChangesRequested, null, new() { [ReviewState.Approved] = 2, [(ReviewState)9] = null }, [new ReviewLabel("MDU6", true), new ReviewLabel("", false, null)]));
        Survives(HandleLegacyCustomer.Job, new LegacyCustomer { Number = 7, Name = "Zoë", Visit = DayOfWeek.Friday });
        Survives(HandleAppointment.Job, new Appointment("Review", Noon) { Length = TimeSpan.FromMinutes(90) });
        Survives(HandleQuote.Job, quote);
        Survives(HandleOutcome.Job, new Outcome<Quote>(true, quote, null));
        Survives(HandleOutcome.Job, new Outcome<Quote>(false, null, [new Fault("E1", "no", new Dictionary<string, string[]> { ["lines[0]"] = [] })]));
        Survives(HandleTokenPage.Job, new TokenPage<ArticleId?, Guid>([new ArticleId(1), null], Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e")));
        Survives(HandleExportSettings.Job, new ExportSettings { Target = new Uri("ftp://example.com/%C3%BC"), Checksum = [255], At = { [DayOfWeek.Monday] = null, [DayOfWeek.Sunday] = TimeOnly.MaxValue } });
        Survives(HandleContact.Job, new Contact { Name = " Zoë ", Mails = ["a@example.com"] });
    }

    private static void Survives<T>(Func<T, NewJob> job, T value)
    {
        var expected = JsonSerializer.Serialize(value, Json);
        Assert.Equal($$"""{"value":{{expected}}}""", Payload.Text(job(value)));

        var got = (T?)Payload.Run(job(value))[0];
        Assert.Equal(value?.GetType(), got?.GetType());
        Assert.Equal(expected, JsonSerializer.Serialize(got, Json));
        Assert.Equal(expected, JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(expected, Json), Json));
    }
}
