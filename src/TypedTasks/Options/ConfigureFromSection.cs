using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace TypedTasks;

/// <summary>Binds the options from the configuration section <c>TypedTasks</c>, where the application has a configuration.</summary>
internal sealed class ConfigureFromSection(IConfiguration? configuration)
    : IConfigureOptions<TypedTasksOptions>, IConfigureOptions<TypedTasksWorkerOptions>
{
    public const string Section = "TypedTasks";

    public void Configure(TypedTasksOptions options)
    {
        if (configuration?.GetSection(Section) is not { } section) return;
        Refuse(MisreadSettings.OfQueues(section.GetSection(nameof(TypedTasksOptions.Queues))), typeof(TypedTasksOptions));
        section.Bind(options);
    }

    public void Configure(TypedTasksWorkerOptions options)
    {
        if (configuration?.GetSection($"{Section}:Worker") is not { } section) return;
        Refuse(MisreadSettings.OfWorker(section), typeof(TypedTasksWorkerOptions));
        section.Bind(options);
    }

    private static void Refuse(IEnumerable<string> problems, Type options)
    {
        if (problems.ToList() is { Count: > 0 } found) throw new OptionsValidationException(Options.DefaultName, options, found);
    }
}
