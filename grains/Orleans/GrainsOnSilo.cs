using CommunityGrains.Engine;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Serialization;

namespace CommunityGrains.Orleans;

/// <summary>What silos and clients need to know of the grains.</summary>
public static class GrainsOnSilo
{
    /// <summary>The silo's grains decide by this; one for all of them.</summary>
    public static ISiloBuilder AddGrains(this ISiloBuilder silo, Func<IServiceProvider, Deciding> deciding)
    {
        silo.Services.AddSingleton(deciding);
        silo.Services.Configure<SiloMessagingOptions>(Agree);
        silo.Services.Configure<ExceptionSerializationOptions>(Agree);
        return silo;
    }

    /// <summary>The client asks for them.</summary>
    public static IClientBuilder AddGrains(this IClientBuilder client)
    {
        client.Services.Configure<ClientMessagingOptions>(Agree);
        client.Services.Configure<ExceptionSerializationOptions>(Agree);
        return client;
    }

    private static void Agree(MessagingOptions messages)
    {
        // Whoever cancels hears the grain's word when it comes soon enough (OrleansGrains).
        messages.WaitForCancellationAcknowledgement = true;
        // After that the order is sent again: a silo that hangs must not use up a request's time.
        messages.ResponseTimeout = TimeSpan.FromSeconds(10);
    }

    // Errors of decider and log arrive as what they are.
    private static void Agree(ExceptionSerializationOptions errors) =>
        errors.SupportedNamespacePrefixes.UnionWith(["CommunityGrains", "Npgsql"]);
}
