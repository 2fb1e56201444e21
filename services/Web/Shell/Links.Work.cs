using CommunityGrains.Domain;
using CommunityGrains.LongWork.Imports;

namespace CommunityGrains.Web.Shell;

/// <summary>The first day, files that are brought, and long work.</summary>
public sealed partial class Links
{
    public string Start => prefix + "/start";

    /// <summary>Where a file is brought, perhaps of a kind that is known already.</summary>
    public string Import(FileKind? kind = null) =>
        With("/import", "kind", kind is { } known ? KebabCase.Of(known) : null);

    /// <summary>What would come of a file. <c>done</c>: what has just been done there.</summary>
    public string Preview(Guid id) => $"{prefix}/import/{id}";

    public string PreviewPart(Guid id, string part) => $"{prefix}/import/{id}/{part}";

    /// <summary>An empty file to fill in; <c>ending</c>: "xlsx", "csv" or "geojson".</summary>
    public string Template(FileKind kind, string ending) =>
        $"{prefix}/import/templates/{KebabCase.Of(kind)}.{ending}";

    /// <summary>One's own work. <c>done</c>: what has just been done there.</summary>
    public string Works(string? done = null) => With("/work", "done", done);

    public string WorkOf(Guid id) => $"{prefix}/work/{id}";

    public string WorkPart(Guid id, string part) => $"{prefix}/work/{id}/{part}";
}
