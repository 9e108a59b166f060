using Microsoft.Extensions.Options;

using TypedTasks.Workers;

namespace TypedTasks;

internal sealed class TypedTasksWorkerOptionsValidator : IValidateOptions<TypedTasksWorkerOptions>
{
    public ValidateOptionsResult Validate(string? name, TypedTasksWorkerOptions options)
    {
        var problems = new List<string>();
        foreach (var queue in options.Queues)
        {
            if (QueuePattern.Problem(queue) is { } problem) problems.Add(problem);
        }

        if (options.Concurrency is < 1 or > 10_000) problems.Add($"Concurrency is {options.Concurrency}; it must be from 1 to 10,000.");
        if (options.MaxPrefetch is < 0 or > 10_000) problems.Add($"MaxPrefetch is {options.MaxPrefetch}; it must be from 0 to 10,000.");
        if (options.PollInterval < TimeSpan.FromMilliseconds(10) || options.PollInterval > TimeSpan.FromHours(1))
            problems.Add($"PollInterval is {options.PollInterval}; it must be from 10 ms to 1 hour.");
        if (options.Heartbeat < TimeSpan.FromMilliseconds(100)) problems.Add($"Heartbeat is {options.Heartbeat}; it must be at least 100 ms.");
        if (options.Lease < 3 * options.Heartbeat)
            problems.Add($"Lease is {options.Lease} with a Heartbeat of {options.Heartbeat}; it must be at least three heartbeats, so that one lost heartbeat costs no job.");
        if (options.Lease > TimeSpan.FromDays(1)) problems.Add($"Lease is {options.Lease}; it must be at most 1 day: so long the jobs of a dead worker would wait.");
        if (options.ShutdownGrace < TimeSpan.Zero || options.ShutdownGrace > TimeSpan.FromDays(1))
            problems.Add($"ShutdownGrace is {options.ShutdownGrace}; it must be from zero to 1 day.");
        if (options.AbandonAfter <= TimeSpan.Zero || options.AbandonAfter > TimeSpan.FromDays(1))
            problems.Add($"AbandonAfter is {options.AbandonAfter}; it must be more than zero and at most 1 day.");
        if (options.MaxAbandoned is < 1 or > 10_000) problems.Add($"MaxAbandoned is {options.MaxAbandoned}; it must be from 1 to 10,000. Leave it out for as many as there are slots.");
        if (options.CrashBudget is < 2 or > 1000) problems.Add($"CrashBudget is {options.CrashBudget}; it must be from 2 to 1,000: the last crash counts only while the job runs alone.");
        if (options.Retention <= TimeSpan.Zero) problems.Add($"Retention is {options.Retention}; it must be more than zero.");
        if (options.Name is { Length: 0 or > 200 }) problems.Add("Name must have 1 to 200 characters.");

        return problems.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(problems.ConvertAll(problem => $"TypedTasks:Worker: {problem}"));
    }
}
