namespace QuickStart.Orders;

/// <summary>The sums of an order: net, the VAT of each rate, and both together.</summary>
public sealed record OrderTotals(decimal Net, IReadOnlyList<OrderTotals.VatOfRate> Vat, decimal Total)
{
    public sealed record VatOfRate(decimal Percent, decimal Amount);

    /// <summary>VAT is rounded once per rate, as most tax offices want it.</summary>
    public static OrderTotals Of(Order order, int decimals)
    {
        VatOfRate[] vat =
        [
            .. from line in order.Lines
               group line.Net(decimals) by line.VatPercent into rate
               orderby rate.Key descending
               select new VatOfRate(rate.Key, Math.Round(rate.Sum() * rate.Key / 100, decimals, MidpointRounding.AwayFromZero)),
        ];
        var net = order.Lines.Sum(line => line.Net(decimals));
        return new OrderTotals(net, vat, net + vat.Sum(rate => rate.Amount));
    }
}
