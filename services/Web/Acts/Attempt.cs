using CommunityGrains.Domain;

namespace CommunityGrains.Web.Acts;

/// <summary>A form that came in and was refused, to be shown again with all that was typed.
/// <c>Name</c>: of the form on its page. <c>Field</c>: which of its fields is wrong; null when it is none, or
/// the form has no such field.</summary>
public sealed record Attempt(
    string Name, IReadOnlyDictionary<string, string?> Typed, string Problem, string? Field = null)
{
    /// <summary>The name of the form of an act; <paramref name="key"/> tells apart forms that a page has many
    /// of, such as one for each entry.</summary>
    public static string NameOf<TAct>(TAct act, string? key = null) where TAct : struct, Enum =>
        key is null ? KebabCase.Of(act) : $"{KebabCase.Of(act)}-{key}";

    /// <summary>Whether it was a form of one of these acts.</summary>
    public bool IsOneOf<TAct>(IEnumerable<TAct> acts) where TAct : struct, Enum =>
        acts.Select(KebabCase.Of).Any(act =>
            Name == act || Name.StartsWith(act + "-", StringComparison.Ordinal));
}
