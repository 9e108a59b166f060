namespace TypedTasks.History.Running;

/// <summary>The processes of a run.</summary>
internal sealed class Cast : IDisposable
{
    private static readonly int[] ClocksAhead = [0, 5, -5, 0];

    public Cast(RunOptions options, DatabaseAddress database)
    {
        Workers =
        [
            .. Enumerable.Range(1, 3).Select(number => NewWorker($"worker-{number}", "default", slots: 4, number)),
            NewWorker("line-worker", "line", slots: 1, 4),
        ];
        Producers =
        [
            .. Enumerable.Range(1, 2).Select(number => NewProducer($"producer-{number}", number)),
            NewProducer("line-producer", 3, "--line", "line", "--pause", "60"),
        ];

        RoleProcess NewWorker(string name, string queues, int slots, int number)
            => new(name, ["worker", "--" + database.Kind, database.Text, "--queues", queues, "--slots", $"{slots}", "--ahead", $"{ClocksAhead[number - 1]}"], options.Folder);

        RoleProcess NewProducer(string name, int number, params string[] more)
            => new(name, ["producer", "--" + database.Kind, database.Text, "--seed", $"{(options.Seed * 10) + number}", "--ahead", $"{-ClocksAhead[number]}", .. more], options.Folder);
    }

    public IReadOnlyList<RoleProcess> Workers { get; }

    public IReadOnlyList<RoleProcess> Producers { get; }

    public IReadOnlyList<RoleProcess> All => [.. Workers, .. Producers];

    public void Dispose()
    {
        foreach (var process in All) process.Dispose();
    }
}
