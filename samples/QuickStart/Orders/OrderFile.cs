namespace QuickStart.Orders;

/// <summary>Reads orders.csv. Rows of one order stand together.</summary>
public static class OrderFile
{
    /// <exception cref="CsvFileException">The file is not there, a row can't be read, or the rows of an order are apart.</exception>
    public static IReadOnlyList<Order> Read(string path)
    {
        var orders = new List<Order>();
        var numbers = new HashSet<string>();
        foreach (var row in CsvFile.Read<OrderRow>(path))
        {
            var line = new OrderLine(row.Sku, row.Description, row.Quantity, row.UnitPrice, row.DiscountPercent, row.VatPercent);
            if (orders.Count > 0 && orders[^1].Number == row.Order) orders[^1] = orders[^1] with { Lines = [.. orders[^1].Lines, line] };
            else if (numbers.Add(row.Order)) orders.Add(FromFirstRow(row, line));
            else throw new CsvFileException($"{path}: the lines of order {row.Order} do not stand together. Sort the file by its first column and start again; nothing was read from it.");
        }

        return orders;
    }

    private static Order FromFirstRow(OrderRow row, OrderLine line) => new()
    {
        Number = row.Order,
        PlacedAt = row.PlacedAt,
        Customer = new Customer(row.Customer, NullIfEmpty(row.Email), row.Country),
        Language = row.Language,
        Currency = row.Currency,
        Lines = [line],
        Total = row.OrderTotal,
        Note = NullIfEmpty(row.Note),
    };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
