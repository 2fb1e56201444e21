using CommunityGrains.Registry.Imports;

namespace CommunityGrains.Api.Files;

/// <summary>The kinds of lists by the names that addresses use.</summary>
public static class FileKinds
{
    /// <summary>The list that an import of this name reads: municipalities, register, leaders,
    /// initiatives.</summary>
    public static ImportKind? OfImport(string name) => name switch
    {
        "municipalities" => ImportKind.Municipalities,
        "register" or "communities" => ImportKind.Register,
        "leaders" => ImportKind.Leaders,
        "initiatives" => ImportKind.Initiatives,
        _ => null,
    };

    /// <summary>The name of the resource that a list is of.</summary>
    public static string ResourceOf(ImportKind kind) => kind switch
    {
        ImportKind.Municipalities => "municipalities",
        ImportKind.Register => "communities",
        ImportKind.Leaders => "leaders",
        _ => "initiatives",
    };
}
