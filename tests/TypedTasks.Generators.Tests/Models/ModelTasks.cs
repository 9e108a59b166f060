using TypedTasks.Generators.Tests.RoundTrips;

namespace TypedTasks.Generators.Tests.Models;

internal static class ModelTasks
{
    [QueueTask]
    internal static void HandleOrderPlaced(OrderPlaced value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleInvoice(Invoice value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleShipment(Shipment value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleStockedProduct(StockedProduct value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandlePaymentRequest(PaymentRequest value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleCategory(Category value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleCustomerPage(Page<Customer> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleChargeEvent(ChargeEvent value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandlePushEvent(PushEvent value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleDirectoryEvent(DirectoryEvent value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleMailDraft(MailDraft value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleNotices(List<Notice> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleChatMessage(ChatMessage value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleUserRegistered(UserRegistered value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleSubscriptionChanged(SubscriptionChanged value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleEnveloped(Envelope<UserRegistered> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleNestedEnvelope(Envelope<Page<OrderId>?> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleTranslations(Translations value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleAuditEntry(AuditEntry value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleTicketEntity(TicketEntity value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleGeoFeature(GeoFeature value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleImportJob(ImportJob value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleOpeningHours(OpeningHours value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleMeasurement(Measurement value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleReportRequest(ReportRequest value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleTableRow(TableRow value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleCredentials(Credentials value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandlePlainFields(PlainFields value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleOddNames(OddNames value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandlePlaybook(Playbook value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleKeyed(Keyed value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleReviewEvent(ReviewEvent value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleLegacyCustomer(LegacyCustomer value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleAppointment(Appointment value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleQuote(Quote value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleOutcome(Outcome<Quote> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleTokenPage(TokenPage<ArticleId?, Guid> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleExportSettings(ExportSettings value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandleContact(Contact value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void HandlePrices(Dictionary<string, Money[]> value, JobContext context) => Capture.Got(context, value);
}
