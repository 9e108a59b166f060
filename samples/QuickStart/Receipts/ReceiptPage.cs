using System.Security;
using QuickStart.Orders;

namespace QuickStart.Receipts;

/// <summary>A receipt as a small HTML page in the customer's language.</summary>
public static class ReceiptPage
{
    private const string Style =
        "body{font:15px/1.5 system-ui,sans-serif;max-width:44em;margin:2em auto;padding:0 1em;color:#222}"
        + "table{border-collapse:collapse;width:100%}th,td{padding:.3em .6em;text-align:start;border-bottom:1px solid #ddd}"
        + "th{font-weight:600;color:#666}.n{text-align:end;white-space:nowrap}tfoot td{border:0}tfoot tr:last-child{font-weight:700}"
        + "blockquote{margin:1em 0;padding:.2em 1em;border-inline-start:3px solid #ccc;white-space:pre-line}";

    public static string Render(Order order, Language language, Currency currency)
    {
        var totals = OrderTotals.Of(order, currency.Decimals);
        return $"""
            <!DOCTYPE html>
            <html lang="{language.Code}" dir="{language.Direction}">
            <head>
            <meta charset="utf-8">
            <title>{Text(language.Receipt)} {Text(order.Number)}</title>
            <style>{Style}</style>
            </head>
            <body>
            <h1>{Text(language.Receipt)}</h1>
            <p><bdi>{Text(order.Customer.Name)}</bdi><br><bdi>{Text(order.Customer.Email ?? "")}</bdi></p>
            <p>{Text(language.Order)}: <bdi>{Text(order.Number)}</bdi><br>{Text(language.OrderedOn)}: <bdi>{Text(language.Format(order.PlacedAt))}</bdi></p>
            <table>
            <thead>
            <tr><th>{Text(language.Item)}</th><th class="n">{Text(language.Quantity)}</th><th class="n">{Text(language.Price)}</th><th class="n">{Text(language.Discount)}</th><th class="n">{Text(language.Amount)}</th></tr>
            </thead>
            <tbody>
            {Lines(order.Lines.Select(line => LineRow(line, language, currency)))}
            </tbody>
            <tfoot>
            {Lines(TotalRows(totals, language, currency))}
            </tfoot>
            </table>{Note(order.Note)}
            <p>{Text(language.Thanks)}</p>
            </body>
            </html>

            """;
    }

    private static string LineRow(OrderLine line, Language language, Currency currency)
        => $"<tr><td><bdi>{Text(line.Description)}</bdi></td>{Number(language.Format(line.Quantity))}{Number(language.Format(line.UnitPrice, currency))}"
            + $"{Number(line.DiscountPercent == 0 ? "" : language.FormatPercent(line.DiscountPercent))}{Number(language.Format(line.Net(currency.Decimals), currency))}</tr>";

    private static IEnumerable<string> TotalRows(OrderTotals totals, Language language, Currency currency) =>
    [
        TotalRow(language.Net, language.Format(totals.Net, currency)),
        .. totals.Vat.Where(rate => rate.Amount != 0)
            .Select(rate => TotalRow($"{language.Vat} {language.FormatPercent(rate.Percent)}", language.Format(rate.Amount, currency))),
        TotalRow(language.Total, language.Format(totals.Total, currency)),
    ];

    private static string TotalRow(string label, string amount) => $"""<tr><td colspan="4" class="n">{Text(label)}</td>{Number(amount)}</tr>""";

    private static string Note(string? note) => note is null ? "" : $"\n<blockquote><bdi>{Text(note)}</bdi></blockquote>";

    private static string Number(string text) => $"""<td class="n"><bdi>{Text(text)}</bdi></td>""";

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private static string Text(string text) => SecurityElement.Escape(text);
}
