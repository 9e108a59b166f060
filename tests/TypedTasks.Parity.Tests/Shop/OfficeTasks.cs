namespace TypedTasks.Parity.Tests.Shop;

public static class OfficeTasks
{
    [QueueTask]
    public static Task NoteAsync(string text, [FromServices] Diary diary) => diary.WriteAsync(text);

    [QueueTask]
    public static int CountWords(string text) => text.Split(' ').Length;

    /// <summary>Its stored name has nothing to do with the method's.</summary>
    [QueueTask(Name = "billing.charge")]
    public static Task ChargeCardAsync(Payment payment, [FromServices] Diary diary) => diary.WriteAsync($"charged {payment.Amount} {payment.Currency}");

    [QueueTask]
    public static Task DescribeAsync(string greeting, JobContext job, [FromServices] Diary diary)
        => diary.WriteAsync($"{greeting}, I am job {job.JobId}, attempt {job.Attempt} of {job.MaxAttempts}, from queue {job.Queue}");

    [QueueTask(DelaySeconds = 300, ExpectedWithinSeconds = 600, MaxAttempts = 3, RetryDelaySeconds = 60)]
    public static Task RemindAsync(string customer, JobContext job, [FromServices] Diary diary)
        => customer == "nobody" ? throw new InvalidOperationException($"There is nobody to remind (attempt {job.Attempt}).") : diary.WriteAsync($"reminded {customer}");

    [QueueTask]
    public static Task MeetAsync(int guest, [FromServices] Meeting meeting, CancellationToken cancellationToken)
        => guest > 0 ? meeting.AttendAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Zero by zero is no number, and JSON has no form for it.</summary>
    [QueueTask(MaxAttempts = 1)]
    public static double Divide(double dividend, double divisor) => dividend / divisor;
}
