using System.Reflection;

namespace Microsoft.ML.Runtime;

/// <summary>Calls generic methods with type arguments that are known at run time only.</summary>
internal static class Generic
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;

    /// <summary>Calls a generic method that <paramref name="owner"/> declares.</summary>
    public static object Call(Type owner, object target, string method, Type[] types, params object[] arguments)
        => owner.GetMethod(method, Any)!.MakeGenericMethod(types).Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    /// <summary>Calls a generic method of one type argument.</summary>
    public static object Call(Type owner, object target, string method, Type type, params object[] arguments)
        => Call(owner, target, method, [type], arguments);
}
