using CommunityGrains.Domain;

namespace CommunityGrains.Registry.Texts;

/// <summary>What stands where a person's name is not shown.</summary>
public static class Withheld
{
    /// <summary>For whoever may not see it.</summary>
    public static readonly PersonName Name = new("—");

    private static readonly PersonName Russian = new("данные удалены"), English = new("data erased");

    /// <summary>For whoever might see it, if it were not destroyed.</summary>
    public static PersonName Erased(Language language) => language == Language.English ? English : Russian;

    /// <summary>Whether this stands in for a name, and is to be written as it is.</summary>
    public static bool Is(PersonName? name) => name == Name || name == Russian || name == English;
}
