using TypedTasks.Testing;

namespace TypedTasks.RollingDeploy.Tests;

public sealed class LockFileReplayTests
{
    private static readonly string Path = System.IO.Path.Combine(AppContext.BaseDirectory, "After", "tasks.lock.json");

    [Fact]
    public void The_new_build_reads_every_payload_of_its_lock_file() => Assert.Equal(14, LockFileSamples.Replay(Build.After.Manifest, Path));

    [Fact]
    public void The_old_build_does_not_read_those_of_the_new_one()
    {
        var problem = Assert.Throws<LockFileSampleException>(() => LockFileSamples.Replay(Build.Before.Manifest, Path));
        Assert.Contains(problem.Problems, text => text.Contains("'Shop.Praise' in version 1", StringComparison.Ordinal));
    }
}
