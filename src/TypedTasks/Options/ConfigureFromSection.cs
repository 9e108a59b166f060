using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace TypedTasks;

/// <summary>Binds the options from the configuration section <c>TypedTasks</c>, where the application has a configuration.</summary>
internal sealed class ConfigureFromSection(IConfiguration? configuration)
    : IConfigureOptions<TypedTasksOptions>, IConfigureOptions<TypedTasksWorkerOptions>
{
    public const string Section = "TypedTasks";

    public void Configure(TypedTasksOptions options) => configuration?.GetSection(Section).Bind(options);

    public void Configure(TypedTasksWorkerOptions options) => configuration?.GetSection($"{Section}:Worker").Bind(options);
}
