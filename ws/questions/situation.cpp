#include "ws/questions/situation.hpp"

namespace ws {

News::Everything everything_in(const dispatch::View& view) {
  News::Everything all;
  dispatch::for_each_type([&]<class T>(std::type_identity<T>) {
    all.entities.reserve(all.entities.size() + view.all<T>().size());
    for (const auto& [id, one] : view.all<T>()) all.entities.emplace_back(one);
  });
  for (const auto& [id, one] : view.units())
    if (const auto* fix = view.fix(id)) all.fixes.push_back(*fix);
  return all;
}

// As the desk does. True: other roads are closed than before.
bool Situation::follow(const dispatch::Entry& entry) {
  bool on_roads = false;
  for (const auto& event : entry.events) {
    view.apply(event);
    on_roads = on_roads || changes_roads(event.body);
  }
  for (const auto& entity : entry.renewed) {
    on_roads = on_roads || std::holds_alternative<dispatch::Closure>(entity);
    view.renew(entity);
  }
  for (const auto& entity : entry.left) {
    on_roads = on_roads || entity.kind == dispatch::EntityKind::closure;
    view.leave(entity);
  }
  for (const auto& entity : entry.locked) view.lock(entity);
  advising.happened(entry);
  plan.happened(entry);
  cover.happened(entry);
  return on_roads;
}

void Situation::follow_policy() {
  if (view.setup() == nullptr || view.setup()->policy == policy()) return;
  travel.rest_on(travel.basis()->with(view.setup()->policy));
  plan_anew();
}

void Situation::plan_anew() {
  advising.anew();
  plan.anew();
  cover.anew();
}

dispatch::KnownWays Situation::known_ways() const {
  return [this](const dispatch::Incident& incident) { return advising.known_of(view, incident); };
}

bool Situation::step_of_plan(std::optional<dispatch::DispatchPlan>& news) {
  const auto known = known_ways();
  return plan.step({view, travel, known, now}, news);
}

dispatch::DispatchPlan Situation::plan_now() const {
  const auto known = known_ways();
  return plan.now_of({view, travel, known, now});
}

void Situation::take(News news) {
  now = news.now;
  bool on_roads = news.anew.has_value();
  if (news.anew) {
    view = {};
    for (auto& entity : news.anew->entities) view.load(std::move(entity));
    for (const auto& fix : news.anew->fixes) view.moved(fix);
    cover.rests();
    plan_anew();
  }
  if (news.points) cover.expects(std::move(*news.points));
  if (news.usage) cover.learnt(std::move(*news.usage));
  for (const auto& incident : news.unheard) advising.was_not_heard(incident);
  for (const auto& entry : news.entries) on_roads = follow(entry) || on_roads;
  for (const auto& [unit, fix] : news.fixes) view.moved(fix, now);
  for (const auto& fix : news.driven) driving.moved(view, travel, fix, now);
  if (!news.entries.empty()) driving.look(view);
  if (on_roads) travel.close(view.closures());
  follow_policy();
}

}  // namespace ws
