namespace TypedTasks.Parity.Tests.Shop;

public static class ReceiptTasks
{
    [QueueTask(Queue = "email", MaxAttempts = 5)]
    public static Task SendReceiptAsync([FromServices] Diary diary, int orderId, string language = "en")
        => diary.WriteAsync($"receipt {orderId} in {language}");
}
