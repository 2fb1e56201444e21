using System.Globalization;
using System.Net;
using System.Text;
using System.Threading.RateLimiting;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Api.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Api.Security;

/// <summary>How much one asker may ask: <c>Burst</c> requests at once, and <c>PerSecond</c> on end.</summary>
public sealed record Rate(int PerSecond, int Burst);

/// <summary>How much is answered to one account, one token and one address.</summary>
public sealed record RateOptions
{
    public Rate Account { get; init; } = new(PerSecond: 50, Burst: 500);

    public Rate Token { get; init; } = new(PerSecond: 50, Burst: 500);

    /// <summary>Of whoever is not signed in; behind one address may be a whole office.</summary>
    public Rate Address { get; init; } = new(PerSecond: 30, Burst: 300);
}

/// <summary>
/// Refuses who asks too much. Askers are sorted into a fixed number of drawers by a hash that differs from
/// start to start: however many addresses come, the memory stays the same, and at worst two share a drawer.
/// This machine's own requests without an account are not counted: behind a proxy whose headers are not
/// believed everybody would be this machine.
/// </summary>
public sealed class RateLimits : IDisposable
{
    /// <summary>Drawers for each kind of asker.</summary>
    public const int Drawers = 16_384;

    private readonly PartitionedRateLimiter<(Kind Kind, string Asker)> limiter;

    public RateLimits(RateOptions options) => limiter =
        PartitionedRateLimiter.Create<(Kind Kind, string Asker), (Kind, int)>(asked =>
        {
            // String hashes are seeded anew in each process, so that nobody can aim at another's drawer.
            var hash = (uint)asked.Asker.GetHashCode(StringComparison.Ordinal);
            var drawer = (asked.Kind, (int)(hash % Drawers));
            return RateLimitPartition.GetTokenBucketLimiter(drawer, _ => Bucket(asked.Kind switch
            {
                Kind.Account => options.Account,
                Kind.Token => options.Token,
                _ => options.Address,
            }));
        });

    /// <summary>What an asker is known by.</summary>
    public enum Kind
    {
        Account,
        Token,
        Address,
    }

    /// <summary>Whether one more request is answered.</summary>
    public bool Admit(Kind kind, string asker)
    {
        using var lease = limiter.AttemptAcquire((kind, asker));
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();

    internal bool Admit(HttpContext context)
    {
        var shown = Shown.Of(context);
        if (shown.Token is { } token) return Admit(Kind.Token, token.Id.ToString());
        if (shown.Session is { } session) return Admit(Kind.Account, session.Account.ToString());
        var address = context.Connection.RemoteIpAddress;
        return address is null || IPAddress.IsLoopback(address)
            || Admit(Kind.Address, Browsers.AddressOf(address));
    }

    private static TokenBucketRateLimiterOptions Bucket(Rate rate) => new()
    {
        TokenLimit = rate.Burst, TokensPerPeriod = rate.PerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0, AutoReplenishment = false,
    };
}

public static class RateLimitsOfRequests
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    // What a browser shows. A page with menus would cost the flood nothing and us much.
    private static readonly byte[] ForReaders = Encoding.UTF8.GetBytes(
        "Слишком много запросов подряд. Подождите немного и обновите страницу.\n"
        + "Too many requests in a row. Wait a moment and reload the page.\n");

    /// <summary>Answers 429 to who asks too much. Health is always answered.</summary>
    public static IApplicationBuilder UseRateLimits(this IApplicationBuilder app)
    {
        var limits = app.ApplicationServices.GetRequiredService<RateLimits>();
        return app.Use(async (context, next) =>
        {
            if (context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
                || limits.Admit(context))
            {
                await next(context);
                return;
            }

            // Counted only: a line for each would be what the flood is after.
            context.RequestServices.GetService<SecurityJournal>()?.Count(SecurityEvent.RequestsLimited);
            if (IsPage(context.Request))
            {
                await ShowAsync(context.Response);
                return;
            }

            await new Problem(StatusCodes.Status429TooManyRequests, "request.too-many")
            {
                RetryAfter = RetryAfter,
            }.WriteAsync(context);
        });
    }

    private static bool IsPage(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    private static async Task ShowAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.ContentType = "text/plain; charset=utf-8";
        response.ContentLength = ForReaders.Length;
        response.Headers.RetryAfter =
            RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        response.Headers.CacheControl = "no-store";
        await response.Body.WriteAsync(ForReaders, response.HttpContext.RequestAborted);
    }
}
