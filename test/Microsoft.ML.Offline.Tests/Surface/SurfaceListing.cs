using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Offline.Tests.Surface;

/// <summary>What of an assembly other packages can see, as text: one line for each type and, indented, for each of its members.</summary>
internal static class SurfaceListing
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The types of an assembly that other packages can see, by full name.</summary>
    public static SortedDictionary<string, Type> TypesOf(params Assembly[] assemblies)
        => new(
            assemblies.SelectMany(a => a.GetTypes()).Where(t => t.IsVisible && t.Namespace?.StartsWith("Microsoft.ML", StringComparison.Ordinal) == true).ToDictionary(FullName),
            StringComparer.Ordinal);

    /// <summary>The name, kind and bases of a type.</summary>
    public static (string Name, string Kind, string[] Bases) Describe(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsSubclassOf(typeof(Delegate)) ? "delegate" : type.IsValueType ? type.IsByRefLike ? "ref struct" : "struct" : type.IsInterface ? "interface"
            : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
        string[] bases = type.IsEnum || type.IsSubclassOf(typeof(Delegate)) ? []
            : [.. new[] { type.BaseType }.Concat(type.GetInterfaces()).Where(b => b is { IsVisible: true } && b != typeof(object) && b != typeof(ValueType)).Select(Name).Order(StringComparer.Ordinal)];
        var constraints = ConstraintsOf(type.GetGenericArguments());
        return (FullName(type), kind + constraints, bases);
    }

    /// <summary>The members of a type that other packages can see, without those that every object has.</summary>
    public static IEnumerable<string> MembersOf(Type type)
    {
        var members = type.IsSubclassOf(typeof(Delegate)) ? [type.GetMethod("Invoke")] : type.GetMembers(Declared);
        return members.Select(member => Line(type, member)).Where(line => line != null).Order(StringComparer.Ordinal);
    }

    private static string Line(Type type, MemberInfo member) => member switch
    {
        FieldInfo f when type.IsEnum => f.IsLiteral ? $"{f.Name} = {Convert.ToInt64(f.GetRawConstantValue(), CultureInfo.InvariantCulture)}" : null,
        FieldInfo f when IsVisible(f.Attributes) => $"{(f.IsStatic ? "static " : "")}{(f.IsInitOnly ? "readonly " : "")}{Name(f.FieldType)} {f.Name}",
        ConstructorInfo c when IsVisible(c.Attributes) && !c.IsStatic => $"{Access(c)}new({Parameters(c)})",
        MethodInfo m when IsVisible(m.Attributes) && (!m.IsSpecialName || m.Name == "Invoke") && m.GetBaseDefinition().DeclaringType != typeof(object)
            => $"{Access(m)}{Name(m.ReturnType)} {m.Name}{Arguments(m)}({Parameters(m)}){ConstraintsOf(m.GetGenericArguments())}",
        PropertyInfo p when p.GetAccessors(true).Any(a => IsVisible(a.Attributes)) => Property(p),
        EventInfo e when IsVisible(e.AddMethod.Attributes) => $"{Access(e.AddMethod)}event {Name(e.EventHandlerType)} {e.Name}",
        _ => null,
    };

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(true).Where(a => IsVisible(a.Attributes)).ToArray();
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        return $"{Access(accessors[0])}{Name(property.PropertyType)} {name} {{ {(property.GetMethod is { } get && IsVisible(get.Attributes) ? "get; " : "")}{(property.SetMethod is { } set && IsVisible(set.Attributes) ? "set; " : "")}}}";
    }

    private static string Access(MethodBase method)
        => (method.IsFamily || method.IsFamilyOrAssembly ? "protected " : "") + (method.IsStatic ? "static " : method.IsAbstract ? "abstract " : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "");

    private static bool IsVisible(FieldAttributes attributes) => (attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    private static bool IsVisible(MethodAttributes attributes) => (attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    private static string Arguments(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";

    private static string Parameters(MethodBase method)
        => (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo p)
    {
        var way = p.IsDefined(typeof(ParamArrayAttribute)) ? "params " : p.IsOut ? "out " : p.IsIn ? "in " : p.ParameterType.IsByRef ? "ref " : "";
        return $"{way}{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? " = " + Text(p.RawDefaultValue) : "")}";
    }

    private static string Text(object value) => value switch
    {
        null => "null",
        string s => $"\"{s}\"",
        char c => string.Create(CultureInfo.InvariantCulture, $"'\\u{(int)c:x4}'"),
        bool b => b ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    // "class" and "new()" and the types that an argument must be of, and whether it only goes in or out.
    private static string ConstraintsOf(Type[] arguments) => string.Concat(arguments.Where(a => a.IsGenericParameter).Select(a =>
    {
        var flags = a.GenericParameterAttributes;
        string[] rules =
        [
            .. flags.HasFlag(GenericParameterAttributes.Covariant) ? ["out"] : flags.HasFlag(GenericParameterAttributes.Contravariant) ? ["in"] : Array.Empty<string>(),
            .. flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"] : Array.Empty<string>(),
            .. a.GetGenericParameterConstraints().Where(c => c != typeof(ValueType)).Select(Name).Order(StringComparer.Ordinal),
            .. flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) ? ["new()"] : Array.Empty<string>(),
        ];
        return rules.Length == 0 ? "" : $" where {a.Name}: {string.Join(", ", rules)}";
    }));

    private static string FullName(Type type) => $"{type.Namespace}.{Name(type)}";

    private static string Name(Type type)
    {
        if (type.IsByRef)
            return Name(type.GetElementType());
        if (type.IsArray)
            return Name(type.GetElementType()) + "[]";
        if (type.IsGenericParameter)
            return type.Name;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Name(underlying) + "?";

        var own = type.GetGenericArguments().Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0).ToArray();
        var name = type.Name.Split('`')[0] + (own.Length == 0 ? "" : $"<{string.Join(", ", own.Select(Name))}>");
        return type.DeclaringType is { } declaring ? $"{Name(declaring)}.{name}" : name;
    }
}
