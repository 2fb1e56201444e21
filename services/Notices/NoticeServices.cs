using CommunityGrains.Access;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Notices.Letters;
using CommunityGrains.Notices.Making;
using CommunityGrains.Notices.Subscribing;
using CommunityGrains.Registry;
using CommunityGrains.Registry.Queries;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CommunityGrains.Notices;

/// <summary>What the program adds so that people are told. It needs accounts, grains, the log, an
/// <see cref="IListFilters"/> and an <see cref="ILetterWriter"/> among the services.</summary>
public static class NoticeServices
{
    /// <summary>What pages ask: one's notices, settings and lists.</summary>
    public static IServiceCollection AddNotices(this IServiceCollection services)
    {
        services.AddSingleton(_ => new NoticeRules());
        services.AddSingleton<NoticeSettings>();
        services.AddSingleton<NoticeBook>();
        services.AddSingleton<Subscriptions>();
        services.AddSingleton<StopLinks>();
        services.AddSingleton<NoticeDesk>();
        return services;
    }

    /// <summary>What tells them.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="views">The registry as the views hold it, people's data sealed.</param>
    /// <param name="work">The same, for what is due.</param>
    /// <param name="revealed">The registry as the program itself may read it: for addresses of heads.</param>
    /// <param name="mail">How letters leave.</param>
    public static IServiceCollection AddNotifying(
        this IServiceCollection services, IRegistry views, IWorkList work,
        Func<IServiceProvider, IRegistry> revealed, MailOptions mail)
    {
        services.AddSingleton<NoticeMetrics>();
        services.AddSingleton<KnownAccounts>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<IMailTransport>(_ => mail.Server is { } server
            ? new SmtpTransport(mail, server)
            : new FolderTransport(mail));
        services.AddSingleton(all => new NewsFinder(
            all.GetRequiredService<Subscriptions>(), all.GetRequiredService<IListFilters>(), views,
            all.GetRequiredService<IGrains>(), all.GetRequiredService<NoticeRules>()));
        services.AddSingleton<NoticeMaker>();
        services.AddSingleton(all => new NoticeReader(
            all.GetRequiredService<IEventLog>(), views, all.GetRequiredService<AccessDatabase>(),
            all.GetRequiredService<NoticeMaker>(), all.GetRequiredService<NoticeBook>(),
            all.GetRequiredService<Outbox>(), all.GetRequiredService<NoticeMetrics>(),
            all.GetRequiredService<TimeProvider>(), all.GetRequiredService<ILogger<NoticeReader>>()));
        services.AddSingleton(all => new DailyNotices(
            work, all.GetRequiredService<IRegionList>(), all.GetRequiredService<KnownAccounts>(),
            all.GetRequiredService<NoticeBook>(), all.GetRequiredService<RegionCalendar>(),
            all.GetRequiredService<DueRules>()));
        services.AddSingleton(all => new Postman(
            all.GetRequiredService<Outbox>(), all.GetRequiredService<NoticeBook>(),
            all.GetRequiredService<NoticeSettings>(), all.GetRequiredService<AccountBook>(), revealed(all),
            all.GetRequiredService<ILetterWriter>(), all.GetRequiredService<IMailTransport>(),
            all.GetRequiredService<StopLinks>(), all.GetRequiredService<ISiteAddress>(),
            all.GetRequiredService<NoticeRules>(), all.GetRequiredService<NoticeMetrics>(),
            all.GetRequiredService<TimeProvider>(), all.GetRequiredService<ILogger<Postman>>(),
            all.GetRequiredService<AnswerLinks>()));
        services.AddSingleton<Notifying>();
        return services;
    }
}
