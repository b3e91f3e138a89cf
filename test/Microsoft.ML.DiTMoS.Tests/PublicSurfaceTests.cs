using System.Globalization;
using System.Reflection;
using System.Text;

namespace Microsoft.ML.DiTMoS.Tests;

/// <summary>What users can name; a change of it shows in <c>Approved/PublicSurface.txt</c>.</summary>
public sealed class PublicSurfaceTests
{
    [Fact]
    public void PublicSurface_OfThePackage_IsTheApprovedOne()
    {
        var text = new StringBuilder();
        foreach (Type type in typeof(DiTMoSTransformer).Assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Describe(type)).Append('\n');
            foreach (string member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Select(Describe).Where(member => member.Length > 0).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        Approved.Check(text.ToString(), "PublicSurface.txt");
    }

    private static string Describe(Type type)
    {
        string kind = type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsAbstract ? "abstract class" : "sealed class";
        string[] bases = [.. new[] { type.BaseType! }.Where(b => b != typeof(object)).Concat(type.GetInterfaces()).Select(Name).Order(StringComparer.Ordinal)];
        return $"{kind} {Name(type)}{(bases.Length > 0 ? " : " : "")}{string.Join(", ", bases)}";
    }

    private static string Describe(MemberInfo member) => member switch
    {
        MethodInfo { IsSpecialName: false } method => $"{Name(method.ReturnType)} {method.Name}({string.Join(", ", method.GetParameters().Select(Describe))})",
        PropertyInfo property => $"{Name(property.PropertyType)} {property.Name} {{ get;{(property.SetMethod?.IsPublic == true ? " set;" : "")} }}",
        ConstructorInfo constructor => $".ctor({string.Join(", ", constructor.GetParameters().Select(Describe))})",
        FieldInfo field => $"{Name(field.FieldType)} {field.Name}",
        _ => "",
    };

    private static string Describe(ParameterInfo parameter)
    {
        string value = parameter.DefaultValue switch
        {
            null => "null",
            string text => $"\"{text}\"",
            var other => Convert.ToString(other, CultureInfo.InvariantCulture)!,
        };
        return $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {value}" : "")}";
    }

    private static string Name(Type type)
    {
        if (type.IsGenericType)
        {
            string name = type.GetGenericTypeDefinition().FullName!;
            return $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
        }

        return (type.FullName ?? type.Name).Replace('+', '.');
    }
}
