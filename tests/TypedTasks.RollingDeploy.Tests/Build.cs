extern alias After;
extern alias Before;

namespace TypedTasks.RollingDeploy.Tests;

/// <summary>A build of the program: its tasks, and what it enqueues.</summary>
internal sealed record Build(ITaskManifest Manifest, Func<int, NewJob>[] Jobs)
{
    /// <summary>The build that runs when the other one is deployed.</summary>
    public static Build Before { get; } = new(
        new Before::TypedTasks.RollingDeploy.Before.TypedTasksManifest(),
        [
            order => Before::Shop.Note.Job($"order {order}"),
            order => Before::Shop.SendReceipt.Job(order, "en"),
            order => Before::Shop.Pack.Job(order, new Before::Shop.Parcel([new("tea"), new("mug")], Before::Shop.Packing.Bag)),
            order => Before::Shop.Mail.Job(order, "1 Quay Street"),
            order => Before::Shop.Count.Job(order, 3),
        ]);

    /// <summary>The build that is deployed.</summary>
    public static Build After { get; } = new(
        new After::TypedTasks.RollingDeploy.After.TypedTasksManifest(),
        [
            order => After::Shop.Note.Job($"order {order}", "a remark"),
            order => After::Shop.SendReceipt.Job(order, new After::Shop.Receipt("nl", 2)),
            order => After::Shop.Pack.Job(order, new Dictionary<string, int> { ["pen"] = 5 }, "paper"),
            order => After::Shop.SendMail.Job(order, "2 Hill Road"),
            order => After::Shop.Count.Job(order, 5_000_000_000),
            order => After::Shop.Praise.Job(order),
        ]);
}
