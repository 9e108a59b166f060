using QuickStart.Receipts;

namespace QuickStart.Orders;

/// <summary>What can be wrong with an order, so that no receipt must be sent.</summary>
public static class OrderFaults
{
    /// <exception cref="FaultyOrderException">The first fault found.</exception>
    public static void ThrowIfAny(Order order, Catalog catalog)
    {
        if (Find(order, catalog) is { } fault) throw new FaultyOrderException(fault);
    }

    private static string? Find(Order order, Catalog catalog)
        => NumberFault(order.Number)
            ?? CustomerFault(order.Customer)
            ?? CatalogFault(order, catalog)
            ?? order.Lines.Select((line, index) => LineFault(line, index + 1, catalog.Currencies[order.Currency])).FirstOrDefault(fault => fault is not null)
            ?? TotalFault(order, catalog.Currencies[order.Currency]);

    // The number becomes the name of a file.
    private static string? NumberFault(string number)
        => number.Length > 0 && number.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? null : $"'{number}' can't be an order number; it must consist of letters, digits and '-'.";

    private static string? CustomerFault(Customer customer)
    {
        if (customer.Email is null) return "The customer has no e-mail address, so there is nowhere to send the receipt.";
        return customer.Email.IndexOf('@') is var at && at > 0 && at < customer.Email.Length - 1 ? null : $"'{customer.Email}' is not an e-mail address.";
    }

    private static string? CatalogFault(Order order, Catalog catalog)
    {
        if (!catalog.Currencies.ContainsKey(order.Currency)) return $"The currency '{order.Currency}' is not in currencies.csv.";
        return catalog.Languages.ContainsKey(order.Language) ? null : $"There are no receipts in the language '{order.Language}'; languages.csv lists those there are.";
    }

    private static string? LineFault(OrderLine line, int number, Currency currency)
    {
        if (line.Quantity < 1) return $"Line {number} ({line.Sku}) has the quantity {line.Quantity}; it must be at least 1.";
        if (line.DiscountPercent is < 0 or > 100) return $"Line {number} ({line.Sku}) has a discount of {line.DiscountPercent} %; it must be from 0 to 100.";
        return Math.Round(line.UnitPrice, currency.Decimals) == line.UnitPrice
            ? null
            : $"Line {number} ({line.Sku}) has the price {line.UnitPrice}, but {currency.Code} has {(currency.Decimals == 0 ? "no" : currency.Decimals)} decimals.";
    }

    private static string? TotalFault(Order order, Currency currency)
        => OrderTotals.Of(order, currency.Decimals).Total is var total && total == order.Total
            ? null
            : $"The total is {order.Total} {currency.Code}, but its lines and VAT sum up to {total}.";
}
