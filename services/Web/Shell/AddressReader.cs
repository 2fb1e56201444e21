using CommunityGrains.Domain;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Shell;

/// <summary>Reads the parameters of an address. Those whose value is none of theirs are left out and named to
/// the reader (<see cref="NotUnderstood"/>), rather than silently taken as something else.</summary>
internal sealed class AddressReader(IQueryCollection query)
{
    private readonly List<string> notUnderstood = [];

    public IReadOnlyList<string> NotUnderstood => notUnderstood;

    /// <summary>The place in a list that an earlier page named; opaque.</summary>
    public string? Cursor => PageRequest.Clean(query["cursor"].ToString(), 2000);

    public DateOnly? AsOf => Parsed("asOf", PageRequest.Date);

    public MunicipalityId? Municipality => Parsed<MunicipalityId>(
        "municipality", text => Guid.TryParse(text, out var id) ? new MunicipalityId(id) : null);

    /// <summary>A text of at most 200 characters, without blanks around it; null where there is
    /// none.</summary>
    public string? Value(string name) => PageRequest.Clean(query[name].ToString(), 200);

    /// <summary>A name of the enumeration, as the API writes it: "initiative-group".</summary>
    public T? Named<T>(string name) where T : struct, Enum => Parsed(name, KebabCase.Parse<T>);

    /// <summary>What <paramref name="parse"/> makes of the parameter; null where it is absent or makes no
    /// sense.</summary>
    public T? Parsed<T>(string name, Func<string, T?> parse) where T : struct
    {
        if (Value(name) is not { } text) return null;
        var value = parse(text);
        if (value is null) notUnderstood.Add(name);
        return value;
    }

    /// <inheritdoc cref="Parsed{T}"/>
    public T? Made<T>(string name, Func<string, T?> make) where T : class
    {
        if (Value(name) is not { } text) return null;
        var value = make(text);
        if (value is null) notUnderstood.Add(name);
        return value;
    }
}
