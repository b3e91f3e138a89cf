namespace DiTMoS.Data.Windowing;

/// <summary>The units that can be converted into each other.</summary>
/// <param name="Kind">What is measured: units of one kind convert.</param>
/// <param name="Factor">How many of the kind's base unit one is.</param>
internal readonly record struct SensorUnit(string Kind, double Factor)
{
    private const double StandardGravity = 9.80665;          // m/s^2, by definition

    private static readonly (string Name, string[] Spellings, SensorUnit Unit)[] Known =
    [
        ("m/s^2", ["m/s2", "m/s²", "m/s/s"], new SensorUnit("acceleration", 1)),
        ("g", ["gravity"], new SensorUnit("acceleration", StandardGravity)),
        ("mg", ["milli-g"], new SensorUnit("acceleration", StandardGravity / 1000)),
        ("rad/s", ["rps"], new SensorUnit("angular velocity", 1)),
        ("deg/s", ["dps", "°/s"], new SensorUnit("angular velocity", Math.PI / 180)),
    ];

    /// <summary>The names of all units.</summary>
    public static IEnumerable<string> Names => Known.Select(unit => unit.Name);

    /// <summary>Finds a unit by its name or another spelling of it.</summary>
    public static SensorUnit? Find(string? name) => IndexOf(name) is var at and >= 0 ? Known[at].Unit : null;

    /// <summary>The name of a unit that may be spelt otherwise; null where it is unknown.</summary>
    public static string? NameOf(string? spelling) => IndexOf(spelling) is var at and >= 0 ? Known[at].Name : null;

    private static int IndexOf(string? name) => Array.FindIndex(Known, unit => unit.Name == name || unit.Spellings.Contains(name));
}
