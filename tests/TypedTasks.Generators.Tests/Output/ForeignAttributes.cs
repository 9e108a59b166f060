#pragma warning disable IDE0130 // recognised by these names, so that Abstractions needs no dependency

namespace Microsoft.Extensions.DependencyInjection
{
    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class FromKeyedServicesAttribute(object key) : Attribute
    {
        public object Key { get; } = key;
    }
}

namespace Microsoft.AspNetCore.Mvc
{
    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class FromServicesAttribute : Attribute;
}
