using System.Globalization;
using CommunityGrains.Registry.Queries;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Web.Shell;

/// <summary>What a handler has at hand to make its page.</summary>
public sealed record PageRequest(IRegistry Registry, Frame Frame, HttpRequest Http, CancellationToken Cancel)
{
    public string Region => Frame.Region;

    public Wording.Words Words => Frame.Words;

    public Wording.Texts Texts => Frame.Words.Texts;

    /// <summary>The id in the address; the route lets only ids through.</summary>
    public Guid Id => Guid.Parse((string)Http.RouteValues["id"]!, CultureInfo.InvariantCulture);

    /// <summary>A parameter of the address, trimmed and held to a length; null when it is absent or
    /// empty.</summary>
    public string? Parameter(string name, int lengthMax = 200) =>
        Clean(Http.Query[name].ToString(), lengthMax);

    /// <summary>The day asked about; null when there is none, or it is no date.</summary>
    public DateOnly? AsOf => Date(Parameter("asOf"));

    /// <summary>The day it is in the region.</summary>
    public DateOnly Today =>
        Frame.Day(Http.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());

    internal static string? Clean(string? text, int lengthMax)
    {
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed)) return null;
        return trimmed.Length <= lengthMax ? trimmed : trimmed[..lengthMax];
    }

    internal static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;
}
