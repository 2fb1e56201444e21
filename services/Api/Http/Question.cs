using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Queries;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Api.Http;

/// <summary>
/// A request's parameters, read strictly: one that the operation does not have, that is given twice, or that
/// is no value of its kind is named in a 400. Read all, then <see cref="Check"/> before using any.
/// </summary>
public sealed class Question
{
    private readonly HttpContext context;
    private readonly Operation operation;
    private readonly SortedDictionary<string, string> errors = new(StringComparer.Ordinal);

    public Question(HttpContext context)
    {
        this.context = context;
        operation = context.GetEndpoint()?.Metadata.GetMetadata<Operation>()
            ?? throw new InvalidOperationException("The endpoint has no Operation");
        foreach (var (name, values) in context.Request.Query)
        {
            if (name != Parameter.Region.Name && operation.Parameters.All(known => known.Name != name))
                errors[name] = FieldErrors.Unknown;
            else if (values.Count > 1) errors[name] = FieldErrors.Duplicate;
        }

        Region = RegionOf(context) ?? WrongRegion();
    }

    /// <summary>The tenant asked about: ?region=, X-Region, or the deployment's default.</summary>
    public string Region { get; }

    public string? Text(Parameter parameter) => Raw(parameter) is not { } text ? null
        : text.Length <= parameter.LengthMax ? text
        : Wrong<string?>(parameter, FieldErrors.OutOfRange);

    public T? Choice<T>(Parameter parameter) where T : struct, Enum => Raw(parameter) is not { } text ? null
        : KebabCase.Parse<T>(text) is { } value ? value
        : Wrong<T?>(parameter, FieldErrors.Malformed);

    public Guid? Id(Parameter parameter) => Raw(parameter) is not { } text ? null
        : Guid.TryParse(text, out var id) ? id
        : Wrong<Guid?>(parameter, FieldErrors.Malformed);

    public bool Flag(Parameter parameter) => Raw(parameter) switch
    {
        null or "false" => false,
        "true" => true,
        _ => Wrong<bool>(parameter, FieldErrors.Malformed),
    };

    public long? Number(Parameter parameter) => Raw(parameter) is not { } text ? null
        : !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Wrong<long?>(parameter, FieldErrors.Malformed)
        : number < (parameter.Minimum ?? long.MinValue) || number > (parameter.Maximum ?? long.MaxValue)
            ? Wrong<long?>(parameter, FieldErrors.OutOfRange)
        : number;

    public DateOnly? Day(Parameter parameter) => Raw(parameter) is not { } text ? null
        : DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
        : Wrong<DateOnly?>(parameter, FieldErrors.Malformed);

    public GeoBox? Box(Parameter parameter)
    {
        if (Raw(parameter) is not { } text) return null;
        var numbers = text.Split(',').Select(part => double.TryParse(
            part, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) ? degrees : double.NaN)
                .ToList();
        return numbers is [var south, var west, var north, var east]
            && south <= north && west <= east
            && new GeoPoint(south, west).IsOnEarth && new GeoPoint(north, east).IsOnEarth
                ? new GeoBox(south, west, north, east)
                : Wrong<GeoBox?>(parameter, FieldErrors.Malformed);
    }

    public AsOf? AsOf()
    {
        var day = Day(Parameter.AsOf);
        var position = Number(Parameter.AsOfPosition);
        if (day is not null && position is not null)
            errors[Parameter.AsOfPosition.Name] = FieldErrors.Duplicate;
        return day is null && position is null ? null : new AsOf(day, day is null ? position : null);
    }

    public int Limit() => (int)(Number(Parameter.Limit) ?? 50);

    /// <summary>"Their header=key;Another=key2".</summary>
    public IReadOnlyDictionary<string, string>? Mapping(Parameter parameter)
    {
        if (Text(parameter) is not { } text) return null;
        var mapping = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.LastIndexOf('=');
            if (at <= 0 || !mapping.TryAdd(pair[..at].Trim(), pair[(at + 1)..].Trim()))
                return Wrong<Dictionary<string, string>?>(parameter, FieldErrors.Malformed);
        }

        return mapping;
    }

    /// <summary>Notes what is wrong with a parameter beyond its own kind.</summary>
    public void Refuse(Parameter parameter, string error) => errors[parameter.Name] = error;

    /// <summary>Refuses the request when anything was wrong with it.</summary>
    /// <exception cref="ProblemException">400 naming every parameter that is wrong.</exception>
    public void Check()
    {
        if (errors.Count > 0) throw new ProblemException(Problems.Invalid(errors));
    }

    /// <summary><see cref="Check"/>, then waits until the views have seen what <c>after</c> and
    /// <c>asOfPosition</c> name: asked as of a position to come, they would answer with the
    /// present.</summary>
    /// <exception cref="ProblemException">400, or 503 when they have not in time.</exception>
    public async Task CheckAndWaitAsync(IRegistry registry)
    {
        var after = Number(Parameter.After) ?? 0;
        if (operation.Parameters.Contains(Parameter.AsOfPosition))
            after = Math.Max(after, Number(Parameter.AsOfPosition) ?? 0);
        Check();
        if (after == 0) return;
        var options = context.RequestServices.GetRequiredService<ApiOptions>();
        if (!await registry.WaitAsync(after, options.AfterTimeout, context.RequestAborted))
            throw new ProblemException(Problems.ViewBehind());
    }

    /// <summary>The region that a request is about; null when it names none that can be.</summary>
    public static string? RegionOf(HttpContext context)
    {
        var query = context.Request.Query[Parameter.Region.Name].ToString();
        var header = context.Request.Headers["X-Region"].ToString();
        var region = query.Length > 0 ? query : header.Length > 0 ? header : DefaultRegion(context);
        return StreamId.TryParse($"{region}/region/{Guid.Empty}", out _) ? region : null;
    }

    /// <summary>What a request is answered whose region cannot be.</summary>
    public static Problem OfNoRegion(HttpContext context) => Problems.Invalid(new Question(context).errors);

    private static string DefaultRegion(HttpContext context) =>
        context.RequestServices.GetRequiredService<ApiOptions>().DefaultRegion;

    private string WrongRegion()
    {
        var inQuery = context.Request.Query[Parameter.Region.Name].ToString().Length > 0;
        errors[inQuery ? Parameter.Region.Name : "X-Region"] = FieldErrors.Malformed;
        return DefaultRegion(context);
    }

    private string? Raw(Parameter parameter)
    {
        if (!operation.Parameters.Contains(parameter))
            throw new InvalidOperationException(
                $"{operation.Id} reads {parameter.Name}, which it does not declare");
        var text = context.Request.Query[parameter.Name].ToString();
        return text.Length == 0 ? null : text;
    }

    private T Wrong<T>(Parameter parameter, string error)
    {
        errors[parameter.Name] = error;
        return default!;
    }
}
