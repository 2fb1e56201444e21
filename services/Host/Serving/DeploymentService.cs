using CommunityGrains.Notices;

namespace CommunityGrains.Host.Serving;

/// <summary>Follows the log while the server runs. The server stops listening first, then this one drains
/// what was taken; the views stop last, when the container lets the deployment go.</summary>
public sealed class DeploymentService(Deployment deployment, Parts parts, Notifying? notifying)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!parts.HasFlag(Parts.Projections)) return Task.CompletedTask;
        if (notifying is not null) deployment.RunAlongside(notifying.RunAsync);
        deployment.StartFollowing();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => deployment.DrainAsync(cancellationToken);
}
