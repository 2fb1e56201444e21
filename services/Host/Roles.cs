namespace CommunityGrains.Host;

/// <summary>What one program does of the whole. <c>--roles</c> names them; all by default.</summary>
[Flags]
public enum Roles
{
    None = 0,

    /// <summary>The HTTP API.</summary>
    Api = 1,

    /// <summary>The pages.</summary>
    Web = 2,

    /// <summary>Keeps the views up with the log, and runs the processes between grains.</summary>
    Registry = 4,

    /// <summary>Asks daily for what is due: questions, dormancy, expiry.</summary>
    Timekeeper = 8,

    All = Api | Web | Registry | Timekeeper,
}

/// <summary>The parts that roles are made of.</summary>
[Flags]
public enum Parts
{
    None = 0,

    /// <summary>The grains: takes commands, drains before it ends.</summary>
    Grains = 1,

    /// <summary>Reads the views.</summary>
    Registry = 2,

    /// <summary>Writes the views, while it owns them.</summary>
    Projections = 4,

    /// <summary>Asks what events ask of other grains, while it owns the views.</summary>
    Processes = 8,

    ApiEndpoints = 16,

    Pages = 32,

    Timekeeper = 64,
}

/// <summary>The one table of roles and what each needs. The log is part of every one.</summary>
public static class RoleTable
{
    private static readonly Dictionary<Roles, Parts> Needs = new()
    {
        [Roles.Api] = Parts.Grains | Parts.Registry | Parts.ApiEndpoints,
        [Roles.Web] = Parts.Grains | Parts.Registry | Parts.Pages,
        [Roles.Registry] = Parts.Grains | Parts.Registry | Parts.Projections | Parts.Processes,
        [Roles.Timekeeper] = Parts.Grains | Parts.Registry | Parts.Timekeeper,
    };

    /// <summary>Everything that the roles together need.</summary>
    public static Parts PartsOf(Roles roles) => Needs
        .Where(pair => roles.HasFlag(pair.Key))
        .Aggregate(Parts.None, (parts, pair) => parts | pair.Value);

    /// <summary>Reads "api,web"; null when a name is no role.</summary>
    public static Roles? Parse(string text)
    {
        var roles = Roles.None;
        foreach (var name in text.Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!char.IsAsciiLetter(name[0]) || !Enum.TryParse<Roles>(name, ignoreCase: true, out var role))
                return null;
            roles |= role;
        }

        return roles == Roles.None ? null : roles;
    }
}
