using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using CommunityGrains.Host.Engines;

namespace CommunityGrains.Silo;

/// <summary>The cluster's options on the command line.</summary>
internal sealed class ClusterChoice : IEngineChoice
{
    private readonly ClusterPlace defaults = new();
    private readonly Option<string> name = new("--cluster") { HelpName = "NAME" };
    private readonly Option<bool> isClient = new("--cluster-client");
    private readonly Option<string> silo = new("--silo") { HelpName = "ADDRESS:PORT" };
    private readonly Option<int> gatewayPort = new("--gateway-port") { HelpName = "PORT" };
    private readonly Option<string?> listen = new("--silo-listen") { HelpName = "ADDRESS:PORT" };
    private readonly Option<int> idleMinutes = new("--idle-minutes") { HelpName = "MINUTES" };

    public ClusterChoice()
    {
        name.DefaultValueFactory = _ => defaults.Name;
        silo.DefaultValueFactory = _ => defaults.Silo.ToString();
        gatewayPort.DefaultValueFactory = _ => defaults.GatewayPort;
        idleMinutes.DefaultValueFactory = _ => (int)defaults.IdleTimeMax.TotalMinutes;
    }

    public void AddTo(Command command, Func<string, string, string> say)
    {
        name.Description = say("Имя кластера", "The cluster's name");
        isClient.Description = say(
            "Только обращаться к кластеру, не держа зёрен", "Only ask the cluster, holding no grains");
        silo.Description = say(
            "Адрес этой машины в закрытой сети, по которому её находят другие участники",
            "This machine's address in a private network, by which the other silos reach it");
        gatewayPort.Description = say(
            "Порт для программ с --cluster-client", "The port for --cluster-client");
        listen.Description = say(
            "Где слушать участников, если не там, где они обращаются",
            "Where to listen for silos, when not where they call");
        idleMinutes.Description = say(
            "Через сколько минут без обращений зерно покидает память",
            "After how many minutes without being asked a grain leaves memory");
        if (silo.Validators.Count == 0)
        {
            silo.Validators.Add(result => Check(result, isReached: true, say));
            listen.Validators.Add(result => Check(result, isReached: false, say));
            idleMinutes.Validators.Add(result => CheckIdle(result, say));
        }

        foreach (var option in (Option[])[name, isClient, silo, gatewayPort, listen, idleMinutes])
            command.Options.Add(option);
    }

    public OpenEngine Read(ParseResult result)
    {
        var options = new ClusterPlace
        {
            Name = result.GetValue(name)!,
            IsClient = result.GetValue(isClient),
            Silo = IPEndPoint.Parse(result.GetValue(silo)!),
            GatewayPort = result.GetValue(gatewayPort),
            Listen = result.GetValue(listen) is { } text ? IPEndPoint.Parse(text) : null,
            IdleTimeMax = TimeSpan.FromMinutes(result.GetValue(idleMinutes)),
        };
        return (store, host, cancel) => ClusterEngine.OpenAsync(options, store, host, cancel);
    }

    // Every address of a machine is none by which it could be reached.
    private static void Check(OptionResult result, bool isReached, Func<string, string, string> say)
    {
        if (result.GetValueOrDefault<string?>() is not { } text) return;
        var isAddress = IPEndPoint.TryParse(text, out var endpoint) && endpoint.Port > 0;
        var isAny = isAddress
            && (endpoint!.Address.Equals(IPAddress.Any) || endpoint.Address.Equals(IPAddress.IPv6Any));
        if (!isAddress || (isReached && isAny))
        {
            result.AddError(say(
                $"{result.Option.Name}: '{text}' — не адрес вида 10.0.0.5:11111",
                $"{result.Option.Name}: '{text}' is no address such as 10.0.0.5:11111"));
        }
    }

    private static void CheckIdle(OptionResult result, Func<string, string, string> say)
    {
        if (result.GetValueOrDefault<int>() >= ClusterPlace.IdleMinutesMin) return;
        result.AddError(say(
            $"--idle-minutes: не меньше {ClusterPlace.IdleMinutesMin}",
            $"--idle-minutes: at least {ClusterPlace.IdleMinutesMin}"));
    }
}
