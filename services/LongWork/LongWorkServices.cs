using CommunityGrains.LongWork.Imports;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.LongWork;

/// <summary>What the program adds to do long work. It needs accounts, grains and people's data among the
/// services.</summary>
public static class LongWorkServices
{
    public static IServiceCollection AddLongWork(this IServiceCollection services, LongWorkOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<ImportServices>();
        services.AddSingleton<IWorkKind, ImportCheck>();
        services.AddSingleton<IWorkKind, ImportWork>();
        services.AddSingleton<LongWorks>();
        services.AddHostedService(all => all.GetRequiredService<LongWorks>());
        return services;
    }
}
