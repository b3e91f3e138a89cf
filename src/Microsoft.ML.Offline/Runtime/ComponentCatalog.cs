using System.Reflection;

namespace Microsoft.ML.Runtime;

/// <summary>The assemblies in which custom mappings of models are looked for, besides the one that a model names.</summary>
public sealed class ComponentCatalog
{
    private readonly HashSet<Assembly> _assemblies = [];

    internal ComponentCatalog()
    {
    }

    /// <summary>Adds an assembly.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="throwOnError">Whether trouble with the assembly is reported.</param>
    public void RegisterAssembly(Assembly assembly, bool throwOnError = true)
    {
        Check.Value(assembly, nameof(assembly));
        lock (_assemblies)
            _assemblies.Add(assembly);
    }

    internal Assembly[] Assemblies()
    {
        lock (_assemblies)
            return [.. _assemblies];
    }
}
