using System.Globalization;
using TypedTasks.History.Roles;
using TypedTasks.History.Running;

// worker | producer                        the processes of a run
// run [seconds] [postgres|sqlite] [seed]   one run after the other until a rule is broken or the time is over; prints each seed
var options = new RoleOptions(args);
switch (args.FirstOrDefault())
{
    case "worker":
        await WorkerRole.RunAsync(options);
        return 0;
    case "producer":
        await ProducerRole.RunAsync(options);
        return 0;
    default:
        return await LongRun.RunAsync(
            TimeSpan.FromSeconds(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3600),
            args.Length > 2 ? args[2] : "postgres",
            args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : null);
}
