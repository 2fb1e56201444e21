using CommunityGrains.Domain;
using CommunityGrains.Registry.Texts;

namespace CommunityGrains.Api;

/// <summary>How the API of one deployment answers. Sizes in bytes.</summary>
public sealed record ApiOptions
{
    /// <summary>The region (tenant) meant when a request names none.</summary>
    public string DefaultRegion { get; init; } = "RU-BA";

    /// <summary>The language meant when a request accepts neither.</summary>
    public Language Language { get; init; } = Language.Russian;

    /// <summary>Who acts for the command line: the operator of this machine.</summary>
    public PersonId LocalOperator { get; init; } = new(new Guid("00000000-0000-7000-8000-00006c6f6361"));

    /// <summary>How long a query with <c>after</c> waits for the views.</summary>
    public TimeSpan AfterTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a request may take; imports and exports have their own.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan FileTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The largest body of a command.</summary>
    public long CommandBytesMax { get; init; } = 1024 * 1024;

    /// <summary>The largest file of an import.</summary>
    public long ImportBytesMax { get; init; } = 64 * 1024 * 1024;
}
