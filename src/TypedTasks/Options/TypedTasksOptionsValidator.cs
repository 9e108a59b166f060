using Microsoft.Extensions.Options;

using TypedTasks.Retries;
using TypedTasks.Workers;

namespace TypedTasks;

internal sealed class TypedTasksOptionsValidator : IValidateOptions<TypedTasksOptions>
{
    public ValidateOptionsResult Validate(string? name, TypedTasksOptions options)
    {
        var problems = EncryptionProblems.Of(options.Encryption).Select(problem => $"TypedTasks: {problem}").ToList();
        if (options.MaxPayloadBytes is < 1024 or > 64 * 1024 * 1024)
            problems.Add($"TypedTasks: MaxPayloadBytes is {options.MaxPayloadBytes}; it must be from 1,024 to 67,108,864.");
        foreach (var (queue, settings) in options.Queues)
            problems.AddRange(Problems(queue, settings).Select(problem => $"TypedTasks:Queues:{queue}: {problem}"));
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(string queue, TypedTasksQueueOptions settings)
    {
        if (QueuePattern.Problem(queue) is { } problem) yield return problem;
        if (queue.Contains('*')) yield return "Settings are those of one queue; a pattern can't have any. Name the queue.";
        if (settings.MaxAttempts < 1) yield return $"MaxAttempts is {settings.MaxAttempts}; it must be at least 1, the first try included.";
        if (settings.Timeout is { } timeout && Bounds.OfTimeout(timeout) is { } timeoutProblem) yield return timeoutProblem;
        if (settings.Over(RetryPolicy.Default) is RetryPolicy policy && Bounds.Of(policy) is { } policyProblem) yield return policyProblem;
    }
}
