using System.Globalization;

namespace QuickStart.Receipts;

/// <summary>A row of languages.csv: how a receipt writes numbers, dates and money, and its words. A space in a pattern is one that does not break.</summary>
public sealed record Language(
    string Code, string Direction, string DecimalMark, string GroupMark, string GroupSizes, string Date, string Money,
    string Receipt, string Order, string OrderedOn, string Item, string Quantity, string Price, string Discount, string Amount,
    string Net, string Vat, string Total, string Thanks)
{
    private const char NoBreakSpace = '\u00a0';

    // Our own table instead of CultureInfo: receipts must look the same on every machine, also on one without ICU.
    private readonly NumberFormatInfo numbers = new()
    {
        NumberDecimalSeparator = DecimalMark,
        NumberGroupSeparator = GroupMark.Replace(' ', NoBreakSpace),
        NumberGroupSizes = [.. GroupSizes.Split(' ').Select(size => int.Parse(size, CultureInfo.InvariantCulture))],
    };

    public string Format(decimal amount, Currency currency)
        => Money.Replace(' ', NoBreakSpace)
            .Replace("#", amount.ToString($"N{currency.Decimals}", numbers), StringComparison.Ordinal)
            .Replace("¤", currency.Symbol, StringComparison.Ordinal);

    public string Format(int quantity) => quantity.ToString("N0", numbers);

    public string FormatPercent(decimal percent) => $"{percent.ToString("#,0.##", numbers)}{NoBreakSpace}%";

    public string Format(DateTimeOffset moment) => moment.ToString(Date, CultureInfo.InvariantCulture).Replace(' ', NoBreakSpace);
}
