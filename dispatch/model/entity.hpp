#pragma once

#include <boost/describe/enum.hpp>
#include <boost/mp11.hpp>
#include <type_traits>
#include <variant>

#include "dispatch/model/facility.hpp"
#include "dispatch/model/model.hpp"
#include "dispatch/model/setup.hpp"

namespace dispatch {

// What has a version and changes by events: each stands in the store by its kind and id.
using Entity = std::variant<Incident, Assignment, Unit, Closure, Setup, Facility>;
enum class EntityKind { incident, assignment, unit, closure, setup, facility };  // in the same order
BOOST_DESCRIBE_ENUM(EntityKind, incident, assignment, unit, closure, setup, facility)

template <class T>
inline constexpr EntityKind kind_of{static_cast<EntityKind>(boost::mp11::mp_find<Entity, T>::value)};
static_assert(kind_of<Facility> == EntityKind::facility);

[[nodiscard]] inline EntityKind kind_of_entity(const Entity& entity) {
  return static_cast<EntityKind>(entity.index());
}

// Calls it with std::type_identity<T> of the entities of this kind.
template <class F>
decltype(auto) with_type_of(EntityKind kind, F&& call) {
  constexpr auto count = boost::mp11::mp_size<Entity>::value;
  return boost::mp11::mp_with_index<count>(static_cast<std::size_t>(kind), [&](auto index) -> decltype(auto) {
    return call(std::type_identity<boost::mp11::mp_at<Entity, decltype(index)>>{});
  });
}

// The same for each kind, in order.
template <class F>
void for_each_type(F&& call) {
  boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, Entity>>(call);
}

// Its id, of the text of one.
template <class T>
using IdOf = decltype(T::id);

}  // namespace dispatch
