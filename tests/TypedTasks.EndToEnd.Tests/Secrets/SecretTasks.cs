using TypedTasks.EndToEnd.Tests.Scenarios;

namespace TypedTasks.EndToEnd.Tests.Secrets;

public static class SecretTasks
{
    [QueueTask]
    public static Charge ChargeCards(string customer, [Sensitive] string token, IReadOnlyList<Card> cards, [FromServices] Journal journal)
    {
        journal.Write($"{customer} {token} {string.Join(' ', cards.Select(card => card.Number))}");
        return new Charge { Customer = customer, Receipt = $"receipt for {token}" };
    }
}
